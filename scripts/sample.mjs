// Runs scripts/sample.ts with Node 24, whichever Node (20 or newer) runs this. Arguments are passed on.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** This Node if it can run TypeScript, else TRAILLENS_NODE, else the one that came with the test server. */
function node24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  if (process.env.TRAILLENS_NODE) return process.env.TRAILLENS_NODE;
  const servers = join(here, '..', '.vscode-test');
  const found = existsSync(servers) ? readdirSync(servers).map((name) => join(servers, name, 'node', 'bin', 'node')) : [];
  return found.find((path) => existsSync(path));
}

const node = node24();
if (!node) {
  console.error('The sample needs Node 24: run `npm start` or `npm test` once, or set TRAILLENS_NODE to its path.');
  process.exit(1);
}
const run = spawnSync(node, [join(here, 'sample.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(run.status ?? 1);
