// Makes a large set of log files for benchmarks out of the sample: each copy of a record is an event of its own.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/** Log files below a folder. */
export const logsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json.gz'))
    .map((name) => path.join(folder, name))
    .sort();

/** A folder with about so many events, made once. Ids of copies differ in their first eight digits. */
export function scaledLogs(sample: string, events: number, into: string): string {
  const mark = path.join(into, `.complete-${events}`);
  if (existsSync(mark)) return into;
  rmSync(into, { recursive: true, force: true });
  const files = logsIn(sample).filter((file) => /_CloudTrail_/.test(file));
  const per = 21_000; // about what the sample holds
  for (let copy = 0; copy * per < events; copy++) {
    const digits = (copy * 0x9e3779b1) >>> 0;
    for (const file of files) {
      let text: string;
      try {
        text = gunzipSync(readFileSync(file)).toString();
      } catch {
        continue; // the sample holds damaged files on purpose
      }
      const changed = text.replace(
        /("eventID":")([0-9a-f]{8})/g,
        (_, key: string, hex: string) => key + ((parseInt(hex, 16) ^ digits) >>> 0).toString(16).padStart(8, '0'),
      );
      const to = path.join(into, path.relative(sample, file).replace('.json.gz', `-${copy}.json.gz`));
      mkdirSync(path.dirname(to), { recursive: true });
      writeFileSync(to, gzipSync(changed));
    }
  }
  writeFileSync(mark, '');
  return into;
}
