// A headless browser for host tests and journeys: CHROME_PATH, else the pinned Chromium from npm, else the system's own.
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { npm } from './npm.mjs';
import { chromiumDir, chromiumPin } from './places.mjs';
import { say } from './say.mjs';
import { isStamped, writeStamp } from './stamp.mjs';

const packaged = process.platform === 'linux' && process.arch === 'x64';
const stamp = path.join(chromiumDir, '.complete');
const want = `${chromiumPin.version} recipe 1`;
const binary = path.join(chromiumDir, 'chromium');

const systemPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Makes sure that `chromium()` has something to answer. */
export function ensureChromium() {
  if (process.env.CHROME_PATH || !packaged || isStamped(stamp, want)) return;
  say(`Chromium ${chromiumPin.version}`);
  const parcel = path.join(chromiumDir, 'package');
  fs.rmSync(chromiumDir, { recursive: true, force: true });
  fs.mkdirSync(parcel, { recursive: true });
  fs.writeFileSync(path.join(parcel, 'package.json'), '{"private":true}');
  const specs = [`@sparticuz/chromium@${chromiumPin.version}`, `dejavu-fonts-ttf@${chromiumPin.font}`];
  npm(['install', ...specs, '--ignore-scripts', '--no-audit', '--no-fund', '--engine-strict=false'], parcel);
  // It unpacks itself into the folder for temporary files; told that it runs in a bare Lambda, it adds its own NSS libraries.
  const unpack = `const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', unpack], {
    cwd: parcel,
    env: { ...process.env, TMPDIR: chromiumDir, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    encoding: 'utf8',
  });
  if (run.status !== 0 || !fs.existsSync(binary)) throw new Error(`Chromium did not unpack:\n${run.stdout}${run.stderr}`);
  fs.cpSync(
    path.join(parcel, 'node_modules/dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf'),
    path.join(chromiumDir, 'fonts/fonts/DejaVuSansMono.ttf'),
  );
  fs.rmSync(parcel, { recursive: true });
  writeStamp(stamp, want);
}

/**
 * The browser's program, and the environment and arguments it needs.
 * @returns {{ executablePath: string, env: Record<string, string>, args: string[] }}
 */
export function chromium() {
  if (process.env.CHROME_PATH) return { executablePath: process.env.CHROME_PATH, env: {}, args: [] };
  if (isStamped(stamp, want)) {
    return {
      executablePath: binary,
      env: { FONTCONFIG_PATH: writeFontConfig(), ...ownLibraries() },
      args: ['--headless=shell', '--use-angle=swiftshader'],
    };
  }
  const system = systemPlaces.find((place) => fs.existsSync(place));
  if (!system) throw new Error('No Chrome or Chromium found: install one, or set CHROME_PATH.');
  return { executablePath: system, env: {}, args: [] };
}

/** Chromium aborts where fontconfig finds no font at all, and its package looks in /tmp only: our own list. Rewritten each time, as checkouts move. */
function writeFontConfig() {
  const folder = path.join(chromiumDir, 'fonts');
  const prefer = (/** @type {string} */ family, /** @type {string} */ font) =>
    `<alias><family>${family}</family><prefer><family>${font}</family></prefer></alias>`;
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    `<dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/cache</cachedir>`,
    prefer('sans-serif', 'Open Sans') + prefer('system-ui', 'Open Sans') + prefer('monospace', 'DejaVu Sans Mono'),
    '</fontconfig>',
  ];
  fs.writeFileSync(path.join(folder, 'fonts.conf'), lines.join('\n') + '\n');
  return folder;
}

/** The package's own NSS, only where the system has none. @returns {Record<string, string>} */
function ownLibraries() {
  if (['/usr/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/lib'].some((folder) => fs.existsSync(path.join(folder, 'libnss3.so')))) return {};
  return { LD_LIBRARY_PATH: [path.join(chromiumDir, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':') };
}
