// The layout of a trail's bucket: what a key tells without reading the object.

const kinds = ['CloudTrail', 'CloudTrail-Insight', 'CloudTrail-NetworkActivity', 'CloudTrail-Aggregated', 'CloudTrail-Digest'] as const;

/** The classes of objects that a trail writes. */
export type S3Kind = (typeof kinds)[number];

/** What a key in CloudTrail's layout says of its object. */
export interface S3Layout {
  /** Everything before `AWSLogs/`, without the slash at its end; '' when the layout begins at the root. */
  readonly prefix: string;
  /** `o-…`, for the trail of an organization. */
  readonly orgId?: string;
  readonly account: string;
  readonly kind: S3Kind;
  readonly region: string;
  /** Day of delivery, `YYYY-MM-DD`. */
  readonly date: string;
  /** Time of delivery, ms since 1970, when the file's name tells it. A file may hold events of any time before. */
  readonly deliveredAt?: number;
}

// AWS, "Finding your CloudTrail log files": [prefix/]AWSLogs/[o-ORGID/]ACCOUNT/CLASS/REGION/YYYY/MM/DD/name
const layout =
  /^(?:(?<prefix>.*)\/)?AWSLogs\/(?:(?<orgId>o-[a-z0-9]{10,32})\/)?(?<account>\d{12})\/(?<kind>CloudTrail(?:-[A-Za-z]+)?)\/(?<region>[a-z]{2,4}(?:-[a-z]+)+-\d+)\/(?<year>\d{4})\/(?<month>\d{2})\/(?<day>\d{2})\/(?<name>[^/]+)$/;

/** `_YYYYMMDDTHHmmZ_` in a log file's name, `_YYYYMMDDTHHmmssZ.` in a digest's. */
const delivery = /_(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?Z[_.]/;

/** Reads a key (or a path with `/` or `\`) in CloudTrail's layout; undefined when it is in another one. */
export function parseKey(key: string): S3Layout | undefined {
  const found = layout.exec(key.replaceAll('\\', '/'))?.groups;
  const kind = kinds.find((known) => known === found?.['kind']);
  if (found === undefined || kind === undefined) return undefined;
  const { prefix = '', orgId, account = '', region = '', year, month, day, name = '' } = found;
  const deliveredAt = deliveryOf(name);
  return {
    prefix,
    ...(orgId === undefined ? {} : { orgId }),
    account,
    kind,
    region,
    date: `${year}-${month}-${day}`,
    ...(deliveredAt === undefined ? {} : { deliveredAt }),
  };
}

function deliveryOf(name: string): number | undefined {
  const stamp = delivery.exec(name);
  if (stamp === null) return undefined;
  const [, year, month, day, hour, minute, second = '00'] = stamp;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}
