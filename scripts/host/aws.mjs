// The local AWS endpoints as a process beside the editor, and what the editor's environment must say to use them.
import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { ensureNode24, node24 } from '../node24.mjs';
import { cleanEnv } from '../setup/env.mjs';
import { root } from '../setup/places.mjs';

const startLimitMs = 60_000;

/**
 * @typedef {object} LocalAws
 * @property {string} url
 * @property {Readonly<Record<string, string>>} env for the editor: the endpoints, and the sample's profiles alone
 * @property {() => void} stop
 */

/**
 * @param {{ configDir: string, args?: readonly string[] }} options configDir: where the profiles are written
 * @returns {Promise<LocalAws>}
 */
export async function startLocalAws({ configDir, args = [] }) {
  ensureNode24();
  const program = path.join(root, 'scripts', 'aws.mjs');
  const child = spawn(node24, [program, '--port', '0', '--config-dir', configDir, ...args], {
    env: cleanEnv(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = () => void child.kill('SIGTERM');
  process.once('exit', stop);
  const url = await new Promise((/** @type {(url: string) => void} */ resolve, reject) => {
    let said = '';
    const fail = (/** @type {string} */ why) => reject(new Error(`The local AWS endpoints ${why}:\n${said}`));
    const limit = setTimeout(() => fail(`did not start in ${startLimitMs / 1000} s`), startLimitMs);
    child.once('error', (fault) => fail(`could not be run (${fault.message})`));
    child.once('exit', (code) => fail(`ended with ${code}`));
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        if (said.length < 100_000) said += chunk;
        const at = /AWS endpoints at (\S+)/.exec(said)?.[1];
        if (!at) return;
        clearTimeout(limit);
        resolve(at);
      });
    }
  }).catch((fault) => {
    stop();
    throw fault;
  });
  const env = {
    AWS_ENDPOINT_URL: url,
    AWS_CONFIG_FILE: path.join(configDir, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(configDir, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    // Credentials of whoever starts this have no business here.
    ...{ AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SESSION_TOKEN: '', AWS_PROFILE: '' },
  };
  return { url, env, stop };
}
