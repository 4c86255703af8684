// Runs scripts/knowledge/main.ts with Node 24, whichever Node (20 or newer) runs this. Arguments are passed on.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureNode24, node24 } from './node24.mjs';

ensureNode24();
const main = fileURLToPath(new URL('knowledge/main.ts', import.meta.url));
const run = spawnSync(node24, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = run.status ?? 1;
