// `traillens`: the same core without the editor. This file finds a Node that has what the core needs; the rest is in cli/.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';

/** A newer Node that a checkout has set up for its tests, or the one that TRAILLENS_NODE names. */
function otherNode(): string | undefined {
  if (process.env['TRAILLENS_NODE'] !== undefined) return process.env['TRAILLENS_NODE'];
  const hosts = path.join(import.meta.dirname, '../.vscode-test');
  if (!existsSync(hosts)) return undefined;
  return readdirSync(hosts)
    .map((host) => path.join(hosts, host, 'node/bin/node'))
    .find((node) => existsSync(node));
}

async function main(): Promise<number> {
  if (isBuiltin('node:sqlite')) {
    const { run } = await import('./cli/run.ts');
    return run(process.argv.slice(2), {
      write: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
      say: (line) => void process.stderr.write(`${line}\n`),
      dist: import.meta.dirname,
      now: Date.now(),
    });
  }
  const node = process.env['TRAILLENS_RELAUNCHED'] === undefined ? otherNode() : undefined;
  if (node === undefined) {
    process.stderr.write(`traillens needs Node 22.13 or newer, which has SQLite built in; this is Node ${process.versions.node}.\n`);
    return 3;
  }
  const { status } = spawnSync(node, [import.meta.filename, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, TRAILLENS_RELAUNCHED: '1' },
  });
  return status ?? 3;
}

// node:sqlite says that it is experimental wherever it is first used; that is nothing to tell each user.
process.removeAllListeners('warning');
// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));
main().then(
  (status) => void (process.exitCode = status),
  (error: unknown) => {
    process.stderr.write(`traillens: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 3;
  },
);
