// What an answer about code rests on, and so what makes it old.

/** A file by its path, a folder's list of names as `dir/`, the callers of a folder as `key?callers`. */
export type Evidence = ReadonlySet<string>;

const CALLERS = '?callers';

/** What was read of stacks and remote states: evidence that is in no file. */
export const DEPLOYED = '?deployed';

/** The evidence that a folder's callers are. */
export function callersEvidence(key: string): string {
  return key + CALLERS;
}

/** The folder whose callers are meant; undefined for other evidence. */
export function calledBy(evidence: string): string | undefined {
  return evidence.endsWith(CALLERS) ? evidence.slice(0, -CALLERS.length) : undefined;
}

/** Whether something rests on what is old. */
export function restsOn(evidence: Evidence, old: ReadonlySet<string>): boolean {
  for (const one of old) if (evidence.has(one)) return true;
  return false;
}
