// npm start: an editor with TrailLens on the sample workspace, beside local AWS endpoints with the sample's account. Desktop VS Code where `code` is on the PATH, else a VS Code server.
//   node scripts/start.mjs [--server] [--port N] [--no-open]
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { startLocalAws } from './host/aws.mjs';
import { cleanEnv } from './setup/env.mjs';
import { ensureModules } from './setup/modules.mjs';
import { root, sampleDir, startDir } from './setup/places.mjs';
import { ensureSample } from './setup/sample.mjs';
import { ensureVscode } from './setup/vscode.mjs';

const { values: options } = parseArgs({
  options: {
    server: { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
    'no-open': { type: 'boolean', default: false },
  },
});
const workspace = path.join(sampleDir, 'workspace');

try {
  ensureModules();
  await build();
  ensureSample();
  const code = options.server ? undefined : onPath('code');
  const aws = await startLocalAws({ configDir: path.join(sampleDir, 'aws'), args: ['--live'] });
  console.log(`AWS, as far as the sample goes, answers at ${aws.url}`);
  try {
    await (code ? openDesktop(code, aws.env) : serve(aws.env));
  } finally {
    aws.stop();
  }
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
}

/**
 * An Extension Development Host: the editor with this folder as an extension, beside the user's own.
 * Ends when its window is closed, because the endpoints end with it.
 * @param {string} code
 * @param {Readonly<Record<string, string>>} env
 */
async function openDesktop(code, env) {
  console.log(`Opening ${workspace} in VS Code with TrailLens (Extension Development Host).`);
  const args = ['--new-window', '--wait', `--extensionDevelopmentPath=${root}`, workspace];
  const child = spawn(code, args, { stdio: 'inherit', env: cleanEnv(env), shell: process.platform === 'win32' });
  const status = await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
  if (status !== 0) throw new Error(`code ended with ${status}; npm start -- --server does without it`);
}

/**
 * Keeps the server until Ctrl-C. Settings and open editors stay from one day to the next; the extension is always this folder.
 * @param {Readonly<Record<string, string>>} env
 */
async function serve(env) {
  ensureVscode();
  const { startServer } = await import('./host/server.mjs');
  const { quietSettings } = await import('./host/settings.mjs');
  fs.mkdirSync(startDir, { recursive: true });
  const server = await startServer({ dataDir: startDir, port: Number(options.port), settings: quietSettings, env });
  const address = server.address(workspace);
  console.log(`\nTrailLens runs in VS Code at\n\n    ${address}\n\nThe address holds a key: only who has it can get in. Ctrl-C ends it.\n`);
  if (!options['no-open']) openInBrowser(address);
  const asked = new Promise((resolve) => {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.once(signal, () => resolve(signal));
  });
  const why = await Promise.race([asked, server.ended]);
  await server.stop();
  if (!why) throw new Error(`The server ended by itself; see ${path.join(startDir, 'server.log')}`);
  console.log('Stopped.');
}

/** Where there is a display; otherwise the printed address has to do. @param {string} address */
function openInBrowser(address) {
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const opener = process.platform === 'darwin' ? 'open' : onPath('xdg-open');
  if (!display || !opener) return;
  spawn(opener, [address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

/** @param {string} program */
function onPath(program) {
  const endings = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.flatMap((folder) => endings.map((ending) => path.join(folder, program + ending))).find((file) => fs.existsSync(file));
}
