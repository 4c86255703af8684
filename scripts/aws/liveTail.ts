// logs:StartLiveTail: an event stream with an update a second, until the session's time is over or the client has gone.
import { randomUUID } from 'node:crypto';
import { EventStreamCodec } from '@smithy/eventstream-codec';
import type { Call } from './call.ts';
import { Failure } from './failure.ts';
import type { Matches } from './filterPattern.ts';
import type { LogGroup } from './logGroup.ts';
import type { Reply } from './reply.ts';

export interface LiveTailLimits {
  /** A second. */
  intervalMs: number;
  /** Three hours. */
  sessionMs: number;
  /** Events of an update; more are sampled. */
  perUpdate: number;
  /** Sessions at a time. */
  sessions: number;
}

export const realLiveTail: LiveTailLimits = { intervalMs: 1000, sessionMs: 10_800_000, perUpdate: 500, sessions: 15 };

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes).toString('utf8'),
  (text) => Buffer.from(text),
);

type Kind = { readonly event: string } | { readonly exception: string };

function frame(kind: Kind, payload: object): Uint8Array {
  const [type, name] = 'event' in kind ? ['event', kind.event] : ['exception', kind.exception];
  const header = (value: string): { type: 'string'; value: string } => ({ type: 'string', value });
  return codec.encode({
    headers: {
      ':message-type': header(type),
      [`:${type}-type`]: header(name),
      ':content-type': header('application/json'),
    },
    body: Buffer.from(JSON.stringify(payload)),
  });
}

const running = new WeakMap<object, number>();

export function startLiveTail({ services, input, requestId }: Call, groups: readonly LogGroup[], matches: Matches): Reply {
  const { liveTail: limits, clock, world } = services;
  const others = running.get(world) ?? 0;
  if (others >= limits.sessions) throw new Failure('LimitExceededException', 'Too many Live Tail sessions are running.');
  running.set(world, others + 1);
  return {
    status: 200,
    headers: { 'content-type': 'application/vnd.amazon.eventstream' },
    body: '',
    stream: (write, end, gone) => {
      const began = clock.now();
      // Events may arrive in the very moment up to which was told: those that were told are remembered by name.
      let seen = began;
      let told = new Set(since(began).map(({ name }) => name));
      write(frame({ event: 'initial-response' }, {}));
      write(
        frame(
          { event: 'sessionStart' },
          {
            requestId,
            sessionId: randomUUID(),
            logGroupIdentifiers: groups.map(({ arn }) => arn),
            logStreamNames: [],
            logStreamNamePrefixes: [],
            logEventFilterPattern: input['logEventFilterPattern'] ?? '',
          },
        ),
      );
      const timer = setInterval(update, limits.intervalMs).unref();
      gone.addEventListener('abort', stop);

      function stop(): void {
        clearInterval(timer);
        gone.removeEventListener('abort', stop);
        running.set(world, (running.get(world) ?? 1) - 1);
      }

      function since(time: number): { name: string; group: LogGroup; event: ReturnType<LogGroup['since']>[number] }[] {
        return groups.flatMap((group) => group.since(time).map((event) => ({ name: `${group.name} ${event.id}`, group, event })));
      }

      function update(): void {
        const now = clock.now();
        const all = since(seen);
        const arrived = all
          .filter(({ name, event }) => !told.has(name) && matches(event.message))
          .map(({ group, event: { stream, message, timestamp } }) => ({
            logStreamName: stream,
            logGroupIdentifier: `${group.account}:${group.name}`,
            message,
            timestamp,
            ingestionTime: timestamp + 800,
          }));
        seen = now;
        told = new Set(all.filter(({ event }) => event.timestamp >= now).map(({ name }) => name));
        const every = Math.max(1, arrived.length / limits.perUpdate);
        const sessionResults = arrived.filter((_, at) => Math.floor(at / every) !== Math.floor((at - 1) / every));
        write(frame({ event: 'sessionUpdate' }, { sessionMetadata: { sampled: every > 1 }, sessionResults }));
        if (now - began < limits.sessionMs) return;
        write(frame({ exception: 'SessionTimeoutException' }, { message: 'The Live Tail session has reached its time limit.' }));
        stop();
        end();
      }
    },
  };
}
