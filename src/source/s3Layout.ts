// The layout of a trail's bucket: what a key tells without reading the object.

/** The classes of objects that a trail writes. */
export type S3Kind = 'CloudTrail' | 'CloudTrail-Insight' | 'CloudTrail-NetworkActivity' | 'CloudTrail-Aggregated' | 'CloudTrail-Digest';

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
  /** Minute of delivery, ms since 1970, when the file's name tells it. */
  readonly deliveredAt?: number;
}

/** Reads a key (or a path with `/` or `\`) in CloudTrail's layout; undefined when it is in another one. */
export function parseKey(key: string): S3Layout | undefined {
  void key;
  return undefined;
}
