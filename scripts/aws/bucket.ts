// A bucket: objects in the order of their keys.
import { createHash } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Principal } from './world.ts';

export interface StoredObject {
  readonly key: string;
  readonly size: number;
  /** ms since 1970; the object is not there before. */
  readonly modified: number;
  readonly etag: string;
  readonly storageClass: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type BucketAction = 's3:ListBucket' | 's3:GetObject' | 's3:PutObject' | 's3:GetBucketLocation';

export interface BucketSetup {
  readonly name: string;
  readonly region: string;
  readonly account: string;
  /** Other accounts that the bucket's policy lets in. */
  readonly readers?: readonly string[];
  readonly requesterPays?: boolean;
  /** What the bucket's policy, or the key's, denies. */
  readonly denies?: (caller: Principal | undefined, action: BucketAction, key: string | undefined) => 'policy' | 'kms' | undefined;
}

export interface Listing {
  readonly objects: readonly StoredObject[];
  readonly prefixes: readonly string[];
  /** Where the next page goes on: after this key, or after all that begin with this common prefix. */
  readonly rest: string | undefined;
}

export class Bucket {
  readonly setup: BucketSetup;
  private readonly clock: Clock;
  private readonly objects = new Map<string, StoredObject>();
  private keys: string[] | undefined;

  constructor(setup: BucketSetup, clock: Clock) {
    this.setup = setup;
    this.clock = clock;
  }

  put(key: string, body: Buffer | string, more: Partial<Pick<StoredObject, 'modified' | 'storageClass' | 'metadata'>> = {}): void {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    if (!this.objects.has(key)) this.keys = undefined;
    this.objects.set(key, {
      key,
      size: bytes.length,
      modified: more.modified ?? this.clock.now(),
      etag: `"${createHash('md5').update(bytes).digest('hex')}"`,
      storageClass: more.storageClass ?? 'STANDARD',
      metadata: more.metadata ?? {},
      body: bytes,
    });
  }

  delete(key: string): void {
    if (this.objects.delete(key)) this.keys = undefined;
  }

  get(key: string): StoredObject | undefined {
    const object = this.objects.get(key);
    return object && object.modified <= this.clock.now() ? object : undefined;
  }

  list(prefix: string, delimiter: string, after: string, limit: number): Listing {
    this.keys ??= [...this.objects.keys()].sort();
    const { keys } = this;
    const objects: StoredObject[] = [];
    const prefixes: string[] = [];
    let last = after;
    let at =
      after >= prefix
        ? this.firstAfter(delimiter !== '' && after.endsWith(delimiter) ? `${after}\u{ffff}` : after)
        : this.firstAfter(prefix, true);
    while (at < keys.length && keys[at]!.startsWith(prefix)) {
      const key = keys[at]!;
      const object = this.get(key);
      if (!object) {
        at++; // not delivered yet
        continue;
      }
      if (objects.length + prefixes.length === limit) return { objects, prefixes, rest: last };
      const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
      if (end < 0) {
        objects.push(object);
        last = key;
        at++;
      } else {
        last = key.slice(0, end + delimiter.length);
        prefixes.push(last);
        at = this.firstAfter(`${last}\u{ffff}`);
      }
    }
    return { objects, prefixes, rest: undefined };
  }

  /** Index of the first key after `text`, or not before it. */
  private firstAfter(text: string, inclusive = false): number {
    const keys = this.keys!;
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (keys[middle]! < text || (!inclusive && keys[middle] === text)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
