// npm run bench [-- --logs DIR] [-- --events N]: builds, then measures with Node 24; see scripts/bench/bench.ts, code.ts and aws.ts there.
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { ensureNode24, node24 } from './node24.mjs';
import { ensureModules } from './setup/modules.mjs';
import { root } from './setup/places.mjs';

ensureModules();
ensureNode24();
const run = (/** @type {string[]} */ ...args) => spawnSync(node24, ['--no-warnings', ...args], { cwd: root, stdio: 'inherit' }).status ?? 1;
process.exitCode =
  run(path.join(root, 'scripts/build.mjs'), '--production') ||
  run(path.join(root, 'scripts/sample.ts')) ||
  run(path.join(root, 'scripts/bench/bench.ts'), ...process.argv.slice(2)) ||
  run(path.join(root, 'scripts/bench/code.ts')) ||
  run(path.join(root, 'scripts/bench/aws.ts'));
