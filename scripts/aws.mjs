// Local AWS endpoints with the sample's sandbox account: runs scripts/aws.ts with Node 24, whichever Node (20 or newer) runs this.
//   node scripts/aws.mjs [--port N] [--strict] [--live] [--every seconds] [--delay seconds] [--config-dir folder]
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureModules } from './setup/modules.mjs';
import { ensureNode24, node24 } from './node24.mjs';
import { ensureSample } from './setup/sample.mjs';

ensureModules();
ensureNode24();
ensureSample();
if (process.execPath === node24) {
  await import('./aws.ts');
} else {
  const child = spawn(node24, [fileURLToPath(new URL('aws.ts', import.meta.url)), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 1));
}
