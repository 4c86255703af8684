// What a CodeLens says of a declared resource: the last change held of it, or honestly that none is.
import type { BlameAnswer } from '../protocol/backend.ts';
import { ago, count } from '../outline/words.ts';
import { visible } from '../protocol/visible.ts';

/** Without answers yet, or without a name to ask by. */
export const PLAIN_LENS = 'CloudTrail history';

/** One answer per instance of the resource. */
export function lensText(answers: readonly BlameAnswer[], now: number): string {
  if (answers.length === 0) return PLAIN_LENS;
  const many = answers.length > 1 ? `${count(answers.length, 'instance')} · ` : '';
  const last = answers
    .flatMap((answer) => answer.last ?? [])
    .reduce<BlameAnswer['last']>((newest, row) => (newest && !(row.time > newest.time) ? newest : row), undefined);
  if (!last) {
    const held = answers.reduce((sum, { events, possible }) => sum + events + possible, 0);
    return `CloudTrail: ${many}${held > 0 ? `no change held, ${count(held, 'event')}` : 'no event held'}`;
  }
  const unsure = last.match.confidence === 'possible' ? 'possibly ' : last.match.confidence === 'probable' ? 'probably ' : '';
  const by = `by ${visible(last.actor.name, 60)}`;
  const means = last.origin.kind === 'unknown' ? '' : ` · ${visible(last.origin.name, 40)}`;
  const done = last.outcome === 'attempt' ? 'attempt' : 'changed';
  const call = visible(last.eventName.replace(/\d{8}(v\d)?$/, ''), 60); // Lambda’s names end in the date of its API
  return `CloudTrail: ${many}${unsure}${done} ${ago(last.time, now)} ${by} · ${call}${means}`;
}
