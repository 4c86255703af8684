// The program behind `npm run aws`. One line on standard output says that it is ready; what to set in a shell stands on standard error.
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { live } from './aws/sandbox/live.ts';
import { sandbox } from './aws/sandbox/names.ts';
import { writeProfiles } from './aws/sandbox/profiles.ts';
import { startSandbox } from './aws/sandbox/start.ts';

const sample = path.join(import.meta.dirname, '..', '.sample');
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4599' },
    strict: { type: 'boolean', default: false },
    live: { type: 'boolean', default: false },
    every: { type: 'string', default: '20' },
    delay: { type: 'string', default: '0' },
    'config-dir': { type: 'string', default: path.join(sample, 'aws') },
  },
});
const folder = path.resolve(values['config-dir']);
try {
  const { aws, records } = await startSandbox({
    logs: path.join(sample, 'logs'),
    port: Number(values.port),
    strict: values.strict,
    delayMs: Number(values.delay) * 1000,
  });
  const env = writeProfiles(folder, aws.url);
  if (values.live) live(aws, records, Number(values.every) * 1000);
  console.error(
    `export ${Object.entries(env)
      .map(([name, value]) => `${name}=${value}`)
      .join(' ')}`,
  );
  console.log(`AWS endpoints at ${aws.url} (account ${sandbox}; profile sandbox in ${folder})`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(0));
  // The endpoints keep no program alive; this does. Started by a program that has ended since: nobody is left to end this one.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || process.exit(0), 1000);
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
}
