// A CloudWatch log group that a trail delivers to: events in the order in which they arrived.
import type { Clock } from './clock.ts';

export interface LogEvent {
  /** When it arrived, ms since 1970: CloudTrail stamps delivery, not the event's own time. */
  readonly timestamp: number;
  readonly stream: string;
  readonly message: string;
}

interface Kept extends LogEvent {
  readonly id: string;
}

export class LogGroup {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly arn: string;
  private readonly clock: Clock;
  private events: Kept[] = [];
  private sorted = true;
  private count = 0;

  constructor(name: string, account: string, region: string, clock: Clock, partition = 'aws') {
    this.name = name;
    this.account = account;
    this.region = region;
    this.arn = `arn:${partition}:logs:${region}:${account}:log-group:${name}`;
    this.clock = clock;
  }

  add(events: Iterable<LogEvent>): void {
    for (const event of events) {
      if (this.sorted && event.timestamp < (this.events.at(-1)?.timestamp ?? 0)) this.sorted = false;
      const id = `${String(event.timestamp).padStart(14, '3')}${String(++this.count).padStart(10, '0')}`.padStart(56, '3');
      this.events.push({ ...event, id });
    }
  }

  streams(): string[] {
    return [...new Set(this.events.map((event) => event.stream))].sort();
  }

  /** What has arrived by now, oldest first. */
  arrived(): readonly Kept[] {
    if (!this.sorted) this.events.sort((a, b) => a.timestamp - b.timestamp || (a.id < b.id ? -1 : 1));
    this.sorted = true;
    return this.events.slice(0, firstAfter(this.events, this.clock.now()));
  }

  /** What has arrived from a moment on. */
  since(time: number): readonly Kept[] {
    const all = this.arrived();
    return all.slice(firstAfter(all, time - 1));
  }
}

export function firstAfter(events: readonly LogEvent[], time: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (events[middle]!.timestamp <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
