// Whether AWS itself acted, and no person or program of the account's.
import type { Origin } from './event.ts';

/** An AWS service that acted by itself; CloudFormation acts for whoever deploys. */
export function isByService({ origin }: { readonly origin: Pick<Origin, 'kind'> }): boolean {
  return origin.kind === 'service';
}
