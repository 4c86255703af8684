// Tells from the bytes of an object's keys what the object is: a record, a wrapper of records, a digest file, or something else.

/** What a key says of the object it stands in. */
export type KeyRole =
  | 'sign' // a field that CloudTrail's records have
  | 'version' // eventVersion: CloudTrail's records begin with it, but so do other services' notifications
  | 'source' // eventSource: a sign, and its value may tell another service's notification
  | 'list' // its array holds records or wrappers of records
  | 'event' // LookupEvents: its string is the record
  | 'message' // CloudWatch Logs, SNS: its string may be a record
  | 'detail' // EventBridge: its object is the record
  | 'detailType'
  | 'digest'
  | 'none';

// Case is ignored: old samples write EventID, and LookupEvents capitalises its wrapper's keys.
const roles: Readonly<Record<string, KeyRole>> = {
  eventname: 'sign',
  eventtime: 'sign',
  eventid: 'sign',
  eventtype: 'sign',
  useridentity: 'sign',
  eventversion: 'version',
  eventsource: 'source',
  records: 'list',
  events: 'list', // LookupEvents, FilterLogEvents
  logevents: 'list', // subscription filters of CloudWatch Logs, as Firehose stores them
  cloudtrailevent: 'event',
  message: 'message',
  '@message': 'message', // CloudWatch Logs Insights
  detail: 'detail',
  'detail-type': 'detailType',
  digeststarttime: 'digest',
  digestendtime: 'digest',
  digests3bucket: 'digest',
  digests3object: 'digest',
};

interface KnownKey {
  readonly name: Buffer;
  readonly role: KeyRole;
}

const byLengthAndFirst = new Map<number, KnownKey[]>();
for (const [name, role] of Object.entries(roles)) {
  const known = { name: Buffer.from(name), role };
  const slot = name.length * 256 + name.charCodeAt(0);
  byLengthAndFirst.set(slot, [...(byLengthAndFirst.get(slot) ?? []), known]);
}

/** The role of the key whose text (without quotes) is `bytes[start, end)`. */
export function keyRole(bytes: Buffer, start: number, end: number): KeyRole {
  const known = byLengthAndFirst.get((end - start) * 256 + lowered(bytes[start] ?? 0));
  if (known !== undefined) for (const { name, role } of known) if (matches(bytes, start, name)) return role;
  return 'none';
}

function matches(bytes: Buffer, start: number, name: Buffer): boolean {
  for (let index = 0; index < name.length; index++) if (lowered(bytes[start + index] ?? 0) !== name[index]) return false;
  return true;
}

/** Lower case for ASCII letters; other bytes as they are. */
function lowered(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}

const opening = Buffer.from('{"eventVersion":"1.');
const second = [Buffer.from('","userIdentity":'), Buffer.from('","eventTime":')] as const;

/**
 * Whether the object at `at` begins just as CloudTrail writes its records: version 1.x, then who or when. Enough to take it for a record,
 * if it is valid JSON, without looking at its other keys. (Notifications of S3 begin with version 2.x, those of SES with another second key.)
 */
export function beginsLikeRecord(bytes: Buffer, at: number): boolean {
  for (let index = 0; index < opening.length; index++) if (bytes[at + index] !== opening[index]) return false;
  let next = at + opening.length;
  while (isDigit(bytes[next])) next++;
  const pattern = bytes[next + 2] === 0x22 && bytes[next + 3] === 0x75 ? second[0] : second[1];
  for (let index = 0; index < pattern.length; index++) if (bytes[next + index] !== pattern[index]) return false;
  return true;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
