// Whether a resource can be asked for.
import type { ResourceIdentity } from '../resource/identity.ts';

/** It has a name of its own, or is a part of something that has: a bucket's versioning is found by the bucket. */
export function hasNames({ values, parent }: ResourceIdentity): boolean {
  return values.length > 0 || (parent !== undefined && hasNames(parent));
}
