// The sample's log files of production, as the sandbox's trail would have delivered them.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { day, production } from '../../sample/names.ts';
import { objectKey } from '../layout.ts';
import type { CloudTrailRecord } from '../record.ts';
import { prefix, sandbox } from './names.ts';
import { twinOf } from './twin.ts';

export interface TwinFile {
  readonly key: string;
  /** When it was delivered, ms since 1970. */
  readonly time: number;
  readonly region: string;
  readonly text: string;
  readonly records: readonly CloudTrailRecord[];
}

const fileName = /(\d{12})_CloudTrail(?:-(?:Insight|NetworkActivity))?_([a-z0-9-]+)_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_(\w{16})\.json\.gz$/;

/** Times move by whole days, so that the last delivery lies within the day before `now`. */
export function twinFiles(logs: string, now: number): TwinFile[] {
  const folder = path.join(logs, 'AWSLogs', production);
  const found = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const [, , region = '', year, month, date, hour, minute, unique = ''] = fileName.exec(name) ?? [];
    const time = Date.parse(`${year}-${month}-${date}T${hour}:${minute}:00Z`);
    return Number.isNaN(time) ? [] : [{ name, region, time, unique }];
  });
  const last = found.reduce((latest, { time }) => Math.max(latest, time), 0);
  const shift = Math.floor((now - last) / day) * day;
  const twin = twinOf(shift);
  return found.flatMap(({ name, region, time, unique }) => {
    const records = parsed(path.join(folder, name), twin);
    const [first] = records ?? [];
    if (!records || !first) return [];
    const at = time + shift;
    const key = objectKey({ account: sandbox, region, time: at, prefix, category: first.eventCategory, of: unique });
    return [{ key, time: at, region, records, text: `{"Records":[${records.map((one) => JSON.stringify(one)).join(',')}]}` }];
  });
}

/** Undefined for the files that the sample spoilt on purpose. */
function parsed(file: string, twin: (text: string) => string): CloudTrailRecord[] | undefined {
  try {
    return (JSON.parse(twin(gunzipSync(fs.readFileSync(file)).toString())) as { Records: CloudTrailRecord[] }).Records;
  } catch {
    return undefined;
  }
}
