// Keeps on asking where AWS may yet answer: throttling is waited out, hiccups are tried again a few times, a refusal is a refusal.
import { setTimeout as wait } from 'node:timers/promises';
import type { AwsFault, AwsFaultCode } from '../source/aws/port.ts';
import type { Pace, PaceKey } from './pace.ts';

/** Faults that may be gone the next time, and how often to try before saying so. Throttling is no fault: it only takes time. */
const TRIES: Partial<Record<AwsFaultCode, number>> = { network: 5, timeout: 3, service: 6, badAnswer: 3 };

/** How calls are asked. */
export interface Persistence {
  readonly pace: Pace;
  readonly signal: AbortSignal;
  /** Waiting for AWS's quota began (true) or is over. */
  readonly onWait?: (waits: boolean) => void;
  /** ms before the second try, doubled for each further one; jitter on top. */
  readonly backoff?: number;
}

const BACKOFF = 400;
const LONGEST = 20_000;

/** The fault inside a rejection of `AwsAccess`; undefined for anything else. */
export function faultOf(error: unknown): AwsFault | undefined {
  if (!(error instanceof Error) || error.name !== 'AwsFailure' || !('fault' in error)) return undefined;
  const { fault } = error;
  return typeof fault === 'object' && fault !== null && 'code' in fault && 'message' in fault ? (fault as AwsFault) : undefined;
}

/** Takes turns and asks until there is an answer. Rejects with the last failure, or the signal's reason. */
export async function persist<T>(key: PaceKey, ask: () => Promise<T>, options: Persistence): Promise<T> {
  const { pace, signal, onWait } = options;
  const backoff = options.backoff ?? BACKOFF;
  let isWaiting = false;
  const setWaiting = (waits: boolean): void => {
    if (waits !== isWaiting) onWait?.(waits);
    isWaiting = waits;
  };
  try {
    for (let tries = 1, throttled = 0; ;) {
      await pace.turn(key, signal);
      try {
        return await ask();
      } catch (error) {
        signal.throwIfAborted();
        const code = faultOf(error)?.code;
        if (code === 'throttled') {
          // Others ask with the same quota: consoles, scripts. Full jitter, so that two windows do not meet again.
          setWaiting(true);
          pace.holdOff(key, Math.random() * Math.min(LONGEST, backoff * 2 ** ++throttled));
          continue;
        }
        if (code === undefined || tries >= (TRIES[code] ?? 1)) throw error;
        await wait(Math.min(LONGEST, backoff * 2 ** (tries - 1)) * (0.5 + Math.random() / 2), undefined, { signal }).catch(() =>
          signal.throwIfAborted(),
        );
        tries++;
      }
    }
  } finally {
    setWaiting(false);
  }
}
