// The one entry of the host suites: VS Code calls `run` in its extension host, both headless (run.mjs) and from F5.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

/** Marks the lines of the report among those of the editor; set by run.mjs. */
const mark = process.env['TRAILLENS_TEST_MARK'] ?? '';

/** Runs all suites in the order of their names. A rejection is a failed run. */
export async function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(mark + format(...args));
  const grep = process.env['TRAILLENS_TEST_GREP'];
  const mocha = new Mocha({ ui: 'tdd', color: false, timeout: 60_000, ...(grep ? { grep } : {}) });
  const suites = fs.readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.js'));
  for (const suite of suites.sort()) mocha.addFile(path.join(__dirname, suite));

  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
  });
  const counts = { passed: stats?.passes ?? 0, failed: stats?.failures ?? 0, skipped: stats?.pending ?? 0 };
  // The editor reports success even when its extension host dies in the middle; this line is what tells the difference.
  if (mark) console.log(`${mark}END ${JSON.stringify(counts)}`);
  if (counts.failed > 0) throw new Error(`${counts.failed} test(s) failed`);
  if (counts.passed === 0) throw new Error('no test ran');
}
