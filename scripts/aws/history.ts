// Event history: the events of each account and Region in the order of time, a page at a time. A page is found by binary search and ends in
// an anchor (time and number of its last event), so that events which arrive meanwhile move no page.
import type { Clock } from './clock.ts';
import type { Entry } from './entry.ts';

export interface Anchor {
  readonly time: number;
  readonly number: number;
}

export interface Question {
  /** Both inclusive, ms since 1970. */
  readonly since: number;
  readonly until: number;
  readonly insight: boolean;
  readonly matches: ((entry: Entry) => boolean) | undefined;
  readonly limit: number;
  readonly before: Anchor | undefined;
}

export interface Page {
  readonly entries: readonly Entry[];
  /** Where the next page begins. */
  readonly rest: Anchor | undefined;
}

interface Numbered {
  readonly entry: Entry;
  readonly number: number;
}

class Stream {
  private items: Numbered[] = [];
  private sorted = true;
  private last = 0;

  add(entries: Iterable<Entry>): void {
    for (const entry of entries) {
      if (this.sorted && this.items.length > 0 && entry.time < this.items[this.items.length - 1]!.entry.time) this.sorted = false;
      this.items.push({ entry, number: ++this.last });
    }
  }

  all(): readonly Numbered[] {
    if (!this.sorted) this.items.sort((a, b) => a.entry.time - b.entry.time || a.number - b.number);
    this.sorted = true;
    return this.items;
  }
}

export class History {
  /** How long after its time an event can be found. */
  delayMs: number;
  /** How many events a request looks at before it gives what it has, and a token: real answers may be short, or empty. */
  scan = Infinity;
  private readonly streams = new Map<string, Stream>();
  private readonly clock: Clock;

  constructor(clock: Clock, delayMs: number) {
    this.clock = clock;
    this.delayMs = delayMs;
  }

  add(account: string, region: string, entries: Iterable<Entry>): void {
    const key = `${account} ${region}`;
    const stream = this.streams.get(key) ?? new Stream();
    this.streams.set(key, stream);
    stream.add(entries);
  }

  /** All of it, oldest first, seen or not yet: the truth that tests hold answers against. */
  entries(account: string, region: string): Entry[] {
    return (this.streams.get(`${account} ${region}`)?.all() ?? []).map(({ entry }) => entry);
  }

  page(account: string, region: string, { since, until, insight, matches, limit, before }: Question): Page {
    const items = this.streams.get(`${account} ${region}`)?.all() ?? [];
    const now = this.clock.now();
    const from = before ? beforeAnchor(items, before) : afterTime(items, Math.min(until, now));
    const entries: Entry[] = [];
    let looked = 0;
    for (let at = from - 1; at >= 0; at--) {
      const { entry, number } = items[at]!;
      if (entry.time < since) break;
      const seen = entry.insight === insight && (entry.visibleAt ?? entry.time + this.delayMs) <= now;
      if (seen && (matches?.(entry) ?? true)) entries.push(entry);
      if (entries.length === limit || ++looked === this.scan) {
        return { entries, rest: at > 0 && items[at - 1]!.entry.time >= since ? { time: entry.time, number } : undefined };
      }
    }
    return { entries, rest: undefined };
  }
}

/** Index after the last item that is not after `time`. */
function afterTime(items: readonly Numbered[], time: number): number {
  return search(items, ({ entry }) => entry.time <= time);
}

function beforeAnchor(items: readonly Numbered[], { time, number }: Anchor): number {
  return search(items, (item) => item.entry.time < time || (item.entry.time === time && item.number < number));
}

/** Number of items, from the first, for which `holds`. */
function search(items: readonly Numbered[], holds: (item: Numbered) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
