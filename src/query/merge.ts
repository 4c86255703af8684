// Answers to several questions as one: newest first, no event twice.
import type { EventStore, Find, Found } from '../store/port.ts';

/** Finds what any of the questions finds. */
export function findAny(store: EventStore, questions: readonly Find[], isLeftOut?: (ref: number) => boolean): Found {
  const [only] = questions;
  if (questions.length === 1 && only !== undefined && isLeftOut === undefined) return store.find(only);
  return merge(
    questions.map((question) => store.find(question)),
    isLeftOut,
  );
}

/** `total` is that of the union when no answer was limited. */
function merge(answers: readonly Found[], isLeftOut: (ref: number) => boolean = () => false): Found {
  const seen = new Set<number>();
  const kept: { readonly ref: number; readonly time: number }[] = [];
  for (const { refs, times } of answers) {
    for (const [i, ref] of refs.entries()) {
      if (seen.has(ref) || isLeftOut(ref)) continue;
      seen.add(ref);
      kept.push({ ref, time: times[i] ?? NaN });
    }
  }
  // One answer is in order already; sorting keeps the order of equal times.
  if (answers.length > 1) kept.sort((a, b) => orderOf(b.time) - orderOf(a.time));
  return { refs: Float64Array.from(kept, ({ ref }) => ref), times: Float64Array.from(kept, ({ time }) => time), total: kept.length };
}

const orderOf = (time: number): number => (Number.isNaN(time) ? -Number.MAX_VALUE : time);
