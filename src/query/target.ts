// Whether an event acts on this very resource, or only names it in passing.
import { touchesOf } from '../event/touched.ts';
import type { CloudTrailEvent, Touch } from '../event/event.ts';

/** The touch by which the event acts on the resource with these names; undefined when it does not. */
export function isTarget(event: CloudTrailEvent, own: ReadonlySet<string>, type: string | undefined): Touch | undefined {
  return touchesOf(event).find(
    (touch) => touch.role === 'target' && touch.values.some((value) => own.has(value)) && isSameKind(touch, own, type),
  );
}

/** A role and an instance profile may share a name: types and ARNs tell them apart where they are known. */
function isSameKind(touch: Touch, own: ReadonlySet<string>, type: string | undefined): boolean {
  if (type !== undefined && touch.type !== undefined && type !== touch.type) return false;
  const theirs = touch.values.filter((value) => value.startsWith('arn:'));
  if (theirs.length === 0 || theirs.some((arn) => own.has(arn))) return true;
  return ![...own].some((one) => one.startsWith('arn:') && theirs.some((arn) => serviceOf(arn) === serviceOf(one)));
}

const serviceOf = (arn: string): string => arn.split(':')[2] ?? '';
