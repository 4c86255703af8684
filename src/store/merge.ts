// Puts the rows that several segments found into one list, newest first.

/** Rows of one segment, ascending in time; their refs are `base + row`. */
export interface Run {
  readonly base: number;
  readonly rows: Int32Array;
  /** Times of all rows of the segment. */
  readonly times: Float64Array;
}

interface Merged {
  readonly refs: Float64Array;
  readonly times: Float64Array;
}

/** The newest `limit` of all, newest first; events without a time come last. */
export function newestFirst(runs: readonly Run[], limit: number): Merged {
  let parts = runs.map((run) => tail(run, limit));
  while (parts.length > 1) {
    const next: Merged[] = [];
    for (let i = 0; i + 1 < parts.length; i += 2) next.push(merge(parts[i] as Merged, parts[i + 1] as Merged, limit));
    if (parts.length % 2 === 1) next.push(parts.at(-1) as Merged);
    parts = next;
  }
  return parts[0] ?? { refs: new Float64Array(0), times: new Float64Array(0) };
}

function tail({ base, rows, times }: Run, limit: number): Merged {
  const n = Math.min(rows.length, limit);
  const refs = new Float64Array(n);
  const at = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const row = rows[rows.length - 1 - i] as number;
    refs[i] = base + row;
    at[i] = times[row] as number;
  }
  return { refs, times: at };
}

function merge(a: Merged, b: Merged, limit: number): Merged {
  const n = Math.min(a.refs.length + b.refs.length, limit);
  const refs = new Float64Array(n);
  const times = new Float64Array(n);
  for (let i = 0, ai = 0, bi = 0; i < n; i++) {
    const ta = a.times[ai];
    const tb = b.times[bi];
    // A NaN loses against any time.
    const takeA =
      tb === undefined ||
      (ta !== undefined && (ta > tb || (ta === tb && (a.refs[ai] as number) > (b.refs[bi] as number)) || Number.isNaN(tb)));
    refs[i] = (takeA ? a.refs[ai] : b.refs[bi]) as number;
    times[i] = (takeA ? ta : tb) as number;
    if (takeA) ai++;
    else bi++;
  }
  return { refs, times };
}
