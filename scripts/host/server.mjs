// A VS Code server on 127.0.0.1: the editor that tests and `npm start` open in a browser.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { cleanEnv } from '../setup/env.mjs';
import { nodeBinary, root, vscodeDir } from '../setup/places.mjs';
import { stillSettings } from './settings.mjs';

const program = path.join(vscodeDir, 'out', 'server-main.js');
/** No gallery: the server asks nobody for extensions. */
const noGallery = { EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
const startLimitMs = 60_000;

/**
 * @typedef {object} ServerOptions
 * @property {string} [dataDir] where user data lives; by default a temporary folder that goes with the server
 * @property {number} [port] 0: any free one
 * @property {string} [vsix] install this package; otherwise the project's folder is linked as an installed extension
 * @property {boolean} [bare] neither: an editor without the extension
 * @property {boolean} [tests] listen to extensionDevelopmentPath and extensionTestsPath in the address. Then the editor shows no
 *   notifications and refuses dialogs, so only host tests want this.
 * @property {boolean} [trust] every workspace is trusted, unasked (default)
 * @property {Readonly<Record<string, unknown>>} [settings] user settings
 * @property {Readonly<Record<string, unknown>>} [machineSettings] those that count for this machine alone
 * @property {readonly object[]} [keybindings]
 * @property {Readonly<Record<string, string>>} [env] for the extension host, on top of ours
 */

/**
 * @typedef {object} Server
 * @property {number} port
 * @property {string} dataDir
 * @property {string} remote prefix that makes a URI of an absolute path on the server
 * @property {(folder: string, payload?: readonly (readonly [string, string])[]) => string} address the page that shows a folder
 * @property {Promise<void>} ended
 * @property {() => Promise<void>} stop ends the server with everything it started
 */

/**
 * @param {ServerOptions} options
 * @returns {Promise<Server>}
 */
export async function startServer(options = {}) {
  const temporary = options.dataDir === undefined;
  const dataDir = options.dataDir ?? fs.mkdtempSync(path.join(os.tmpdir(), 'tl-')); // short: sockets live in it
  writeUserData(dataDir, options);
  const extensionsDir = installExtension(dataDir, options);
  const token = randomBytes(16).toString('hex'); // other users of the machine reach the port, too
  const args = [
    ...[program, '--host', '127.0.0.1', '--port', String(options.port ?? 0), '--connection-token', token],
    ...['--server-data-dir', dataDir, '--extensions-dir', extensionsDir, '--reconnection-grace-time', temporary ? '1' : '600'],
    ...['--accept-server-license-terms', '--telemetry-level', 'off'],
    ...(options.trust === false ? [] : ['--disable-workspace-trust']),
    ...(options.tests ? ['--enable-smoke-test-driver'] : []),
  ];
  const env = cleanEnv({ ...noGallery, XDG_RUNTIME_DIR: dataDir, ...options.env });
  const child = spawn(nodeBinary, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' });

  const ended = new Promise((/** @type {(_: void) => void} */ resolve) => child.once('exit', () => resolve()));
  const clear = () => {
    killTree(child, 'SIGKILL'); // what is left of its process group
    if (temporary) fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  const off = beforeExit(clear, () => killTree(child, 'SIGTERM'));
  /** @type {Promise<void> | undefined} */
  let stopping;
  const stop = () => (stopping ??= end());
  const end = async () => {
    killTree(child, 'SIGTERM');
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 2000).unref())]);
    off();
    clear();
  };

  const port = await listening(child, path.join(dataDir, 'server.log')).catch(async (fault) => {
    await stop();
    throw fault;
  });
  const origin = `127.0.0.1:${port}`;
  return {
    port,
    dataDir,
    remote: `vscode-remote://${origin}`,
    ended,
    stop,
    address(folder, payload) {
      const url = new URL(`http://${origin}/`);
      url.searchParams.set('tkn', token);
      url.searchParams.set('folder', folder);
      if (payload) url.searchParams.set('payload', JSON.stringify(payload));
      return url.href;
    },
  };
}

/**
 * The port the server names; everything it says goes to the log file.
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} logFile
 * @returns {Promise<number>}
 */
function listening(child, logFile) {
  const log = fs.createWriteStream(logFile);
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (/** @type {string} */ why) => reject(new Error(`The VS Code server ${why}:\n${said}`));
    const limit = setTimeout(() => fail(`did not start in ${startLimitMs / 1000} s`), startLimitMs);
    child.once('error', (fault) => fail(`could not be run (${fault.message})`));
    child.once('exit', (code) => fail(`ended with ${code}`));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        log.write(chunk);
        if (said.length < 100_000) said += chunk;
        const port = /Extension host agent listening on (\d+)/.exec(said)?.[1];
        if (!port) return;
        clearTimeout(limit);
        resolve(Number(port));
      });
    }
  });
}

/**
 * Settings are read at the start; those of a lasting editor belong to its user once they exist.
 * @param {string} dataDir
 * @param {ServerOptions} options
 */
function writeUserData(dataDir, { dataDir: lasting, settings = stillSettings, machineSettings = {}, keybindings = [] }) {
  const all = { 'User/settings.json': settings, 'User/keybindings.json': keybindings, 'Machine/settings.json': machineSettings };
  for (const [name, content] of Object.entries(all)) {
    const file = path.join(dataDir, 'data', name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    if (!lasting || !fs.existsSync(file)) fs.writeFileSync(file, JSON.stringify(content, null, 2));
  }
}

/**
 * Gives a new extensions folder: a server scans it once, at its first start.
 * @param {string} dataDir
 * @param {ServerOptions} options
 */
function installExtension(dataDir, { vsix, bare }) {
  const folder = path.join(dataDir, 'extensions');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder);
  if (bare) return folder;
  if (vsix) {
    const args = [
      program,
      '--accept-server-license-terms',
      '--extensions-dir',
      folder,
      '--server-data-dir',
      dataDir,
      '--force',
      '--install-extension',
      path.resolve(vsix),
    ];
    const run = spawnSync(nodeBinary, args, { encoding: 'utf8', env: cleanEnv(noGallery) });
    if (!/successfully installed/.test(run.stdout)) throw new Error(`${vsix} was not installed:\n${run.stdout}${run.stderr}`);
  } else {
    /** @type {{ publisher: string, name: string, version: string }} */
    const { publisher, name, version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
    fs.symlinkSync(root, path.join(folder, `${publisher}.${name}-${version}`), 'junction');
  }
  return folder;
}

/**
 * Clears up even when this process is told to end: a server in a process group of its own would outlive it.
 * @param {() => void} clear at the very end
 * @param {() => void} warn as soon as a signal comes
 * @returns {() => void} takes it back
 */
function beforeExit(clear, warn) {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  const onSignal = (/** @type {NodeJS.Signals} */ signal) => {
    warn();
    process.off(signal, onSignal);
    if (process.listenerCount(signal) === 0) process.exit(1); // nobody else takes care of it
  };
  process.once('exit', clear);
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    process.off('exit', clear);
    for (const signal of signals) process.off(signal, onSignal);
  };
}

/**
 * The server starts extension hosts, watchers and terminals: all are of its process group.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function killTree(child, signal) {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // gone already
  }
}
