// A trail's log group in CloudWatch Logs: a span of it, and what arrives.
import { FilterLogEventsCommand, StartLiveTailCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { LiveTailSessionUpdate, StartLiveTailResponseStream } from '@aws-sdk/client-cloudwatch-logs';
import type { Clients } from './clients.ts';
import { ask, failureOf } from './faults.ts';
import type { Doing } from './faults.ts';
import type { LogPage, LogQuery, Place, TailUpdate } from './port.ts';
import { readSdkError } from './sdkError.ts';

/** [CWL] FilterLogEvents: up to 10,000 events or 1 MB. A page may be empty and still have a token: the service looked so far. */
export async function logPage(clients: Clients, at: Place, query: LogQuery, signal: AbortSignal): Promise<LogPage> {
  return ask(await clients.doing('FilterLogEvents', at), signal, async () => {
    const client = await clients.logs(at.profile, at.region);
    const { events = [], nextToken } = await client.send(
      new FilterLogEventsCommand({
        ...groupOf(query.group),
        startTime: query.since,
        endTime: query.until,
        ...(query.pattern ? { filterPattern: query.pattern } : {}),
        ...(query.token === undefined ? {} : { nextToken: query.token }),
      }),
      { abortSignal: signal },
    );
    return {
      events: events.map(({ eventId = '', message = '', timestamp = Number.NaN, logStreamName = '' }) => {
        return { id: eventId, message, timestamp, stream: logStreamName };
      }),
      ...(nextToken ? { token: nextToken } : {}),
    };
  });
}

/**
 * [CWL] StartLiveTail, billed by the minute. Ends when the service ends the session (after 3 hours), and when the signal fires: leaving a
 * tail is no failure. Rejects with the signal's reason only when that had fired before, else with `AwsFailure`.
 */
export async function* tail(
  clients: Clients,
  at: Place,
  groupArn: string,
  pattern: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<TailUpdate> {
  const doing = await clients.doing('StartLiveTail', at);
  const left = new AbortController(); // also when the loop over us is left
  const either = AbortSignal.any([signal, left.signal]);
  try {
    const stream = await ask(doing, signal, async () => {
      const client = await clients.logs(at.profile, at.region);
      const command = new StartLiveTailCommand({
        logGroupIdentifiers: [groupArn.replace(/:\*$/, '')],
        ...(pattern ? { logEventFilterPattern: pattern } : {}),
      });
      return (await client.send(command, { abortSignal: either })).responseStream;
    });
    yield* updates(stream ?? [], doing, signal);
  } finally {
    left.abort();
  }
}

async function* updates(
  stream: AsyncIterable<StartLiveTailResponseStream> | Iterable<StartLiveTailResponseStream>,
  doing: Doing,
  signal: AbortSignal,
): AsyncGenerator<TailUpdate> {
  try {
    for await (const { sessionUpdate, SessionTimeoutException, SessionStreamingException } of stream) {
      if (SessionTimeoutException !== undefined || signal.aborted) return;
      if (SessionStreamingException !== undefined) throw SessionStreamingException;
      if (sessionUpdate !== undefined) yield update(sessionUpdate);
    }
  } catch (error) {
    if (signal.aborted || readSdkError(error).name === 'SessionTimeoutException') return;
    throw failureOf(error, doing);
  }
}

function update({ sessionResults = [], sessionMetadata }: LiveTailSessionUpdate): TailUpdate {
  return {
    events: sessionResults.map(({ message = '', timestamp = Number.NaN }) => ({ message, timestamp })),
    sampled: sessionMetadata?.sampled === true,
  };
}

/** An ARN goes as an identifier, without the `:*` that a trail writes behind it; a name as a name. */
function groupOf(group: string): { logGroupIdentifier: string } | { logGroupName: string } {
  return group.startsWith('arn:') ? { logGroupIdentifier: group.replace(/:\*$/, '') } : { logGroupName: group };
}
