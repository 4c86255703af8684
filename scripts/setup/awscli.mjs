// The AWS command line, which a test asks the local endpoints with. On a developer's machine it is there or it is not; only a CI job's own
// machine gets it installed.
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { say } from './say.mjs';

/** @returns {string[]} every program named `aws` on the PATH */
export function awsPrograms() {
  const found = (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, 'aws'))
    .filter((file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile());
  const real = new Map(found.map((file) => [fs.realpathSync(file), file]));
  return [...real.values()];
}

/** Does nothing where it must not install, or need not. A failure is no failure of the tests: they say that they were skipped. */
export function ensureAwsCli() {
  if (process.env.CI !== 'true' || process.getuid?.() !== 0 || awsPrograms().length > 0) return;
  if (spawnSync('apt-get', ['--version']).status !== 0) return;
  say('installing the AWS command line');
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'awscli'], { stdio: 'ignore', env });
  if (run.status !== 0) say('it could not be installed; its tests are skipped');
}
