// npm as an installer: for our own dependencies, and for programs that are published as npm packages.
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { npmEnv } from './env.mjs';

/**
 * Runs npm and gives its standard output; throws with all it said when it fails.
 * @param {readonly string[]} args
 * @param {string} cwd
 */
export function npm(args, cwd) {
  const cli = process.env.npm_execpath; // set under `npm run`; spares looking for npm.cmd on Windows
  const [command, before] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  const run = spawnSync(command, [...before, ...args], { cwd, env: npmEnv(), encoding: 'utf8', maxBuffer: 64 << 20 });
  if (run.error) throw new Error(`npm could not be started: ${run.error.message}`);
  if (run.status !== 0) throw new Error(`npm ${args.join(' ')} failed in ${cwd}:\n${run.stdout}${run.stderr}`);
  return run.stdout;
}

/**
 * Unpacks a published package (no dependencies, no scripts) into a folder.
 * @param {string} spec `name@version`
 * @param {string | undefined} integrity the digest it must have
 * @param {string} into
 * @param {readonly string[]} members paths within the tarball; all when empty
 */
export function unpack(spec, integrity, into, members = []) {
  fs.mkdirSync(into, { recursive: true });
  /** @type {unknown} */
  const answer = JSON.parse(npm(['pack', spec, '--json', '--ignore-scripts', '--pack-destination', into], into));
  // npm answers a list, newer ones an object by package name.
  const [info] = /** @type {{ integrity: string, filename: string }[]} */ (Object.values(/** @type {object} */ (answer)));
  if (!info) throw new Error(`npm pack ${spec} gave nothing`);
  if (integrity && info.integrity !== integrity)
    throw new Error(`${spec} has the digest ${info.integrity}, not ${integrity}: not installed`);
  const tarball = path.join(into, path.basename(info.filename));
  const tar = spawnSync('tar', ['-xzf', tarball, '-C', into, '--strip-components=1', '--no-same-owner', ...members], { encoding: 'utf8' });
  fs.rmSync(tarball, { force: true });
  if (tar.status !== 0) throw new Error(`${spec} could not be unpacked: ${tar.error?.message ?? tar.stderr}`);
}
