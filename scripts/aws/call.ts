// A request on its way to a service, and what services share.
import type { Clock } from './clock.ts';
import type { Drift } from './drift.ts';
import type { History } from './history.ts';
import type { LiveTailLimits } from './liveTail.ts';
import type { Quotas } from './quota.ts';
import type { Json } from './record.ts';
import type { Reply } from './reply.ts';
import type { Principal, World } from './world.ts';

export interface Incoming {
  readonly method: string;
  /** As sent, still encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What all services of a running set of endpoints work on. */
export interface Services {
  readonly world: World;
  readonly clock: Clock;
  readonly history: History;
  readonly quotas: Quotas | undefined;
  /** How long a NextToken may be used. */
  readonly tokenTtlMs: number;
  /** How many log events a FilterLogEvents request looks at before it answers with what it has. */
  readonly logScan: number;
  readonly liveTail: LiveTailLimits;
  readonly drift: Drift;
}

export interface Call {
  readonly services: Services;
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  /** Account of the caller; empty for unsigned calls. */
  readonly account: string;
  readonly principal: Principal | undefined;
  readonly input: { readonly [name: string]: Json };
  readonly request: Incoming;
  readonly requestId: string;
}

export type Handler = (call: Call) => Reply | Promise<Reply>;
