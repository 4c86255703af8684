// How often a caller may ask: a token bucket per account, Region and kind of call.
import type { Clock } from './clock.ts';

export interface Rate {
  /** Requests a second. */
  readonly rate: number;
  readonly burst: number;
}

export interface Quotas {
  /** [Quotas] 2 a second, per account and Region, not adjustable. */
  readonly lookupEvents: Rate;
  /** [Quotas] get, describe and list calls: 10 a second. */
  readonly others: Rate;
}

export const realQuotas: Quotas = { lookupEvents: { rate: 2, burst: 2 }, others: { rate: 10, burst: 10 } };

export class Buckets {
  private readonly levels = new Map<string, { left: number; at: number }>();
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Takes one; false when the bucket is empty. */
  take(key: string, { rate, burst }: Rate): boolean {
    const now = this.clock.now();
    const level = this.levels.get(key) ?? { left: burst, at: now };
    const left = Math.min(burst, level.left + (Math.max(0, now - level.at) / 1000) * rate);
    this.levels.set(key, { left: left >= 1 ? left - 1 : left, at: now });
    return left >= 1;
  }
}
