// Event history: [CT] LookupEvents.
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { CloudTrailClient, Event, LookupEventsCommandOutput } from '@aws-sdk/client-cloudtrail';
import type { Clients } from './clients.ts';
import { ask } from './faults.ts';
import { codeOf } from './faultCodes.ts';
import type { LookedUp, LookupPage, LookupQuery, Place } from './port.ts';

/**
 * One page. A single request, but for a clock that is off: the SDK learns the time from the refusal and would sign the next request right,
 * so that one is made at once.
 */
export async function lookupPage(clients: Clients, at: Place, query: LookupQuery, signal: AbortSignal): Promise<LookupPage> {
  return ask(await clients.doing('LookupEvents', at), signal, async () => {
    const client = await clients.lookups(at.profile, at.region);
    const page = await request(client, query, signal).catch((error: unknown) => {
      if (codeOf(error) !== 'clockSkew') throw error;
      return request(client, query, signal);
    });
    const events = (page.Events ?? []).map(lookedUp);
    return { events, ...(page.NextToken ? { token: page.NextToken } : {}) };
  });
}

function request(client: CloudTrailClient, query: LookupQuery, abortSignal: AbortSignal): Promise<LookupEventsCommandOutput> {
  const { attribute, since, until, insight, token } = query;
  const command = new LookupEventsCommand({
    StartTime: new Date(since),
    EndTime: new Date(until),
    MaxResults: 50,
    ...(attribute === undefined ? {} : { LookupAttributes: [{ AttributeKey: attribute.key, AttributeValue: attribute.value }] }),
    ...(insight === true ? { EventCategory: 'insight' } : {}),
    ...(token === undefined ? {} : { NextToken: token }),
  });
  return client.send(command, { abortSignal });
}

/** `ReadOnly` is a text. An event without its record's text is kept with '': what reads records says that one is missing. */
function lookedUp(event: Event): LookedUp {
  return {
    record: event.CloudTrailEvent ?? '',
    eventId: event.EventId ?? '',
    eventTime: event.EventTime?.getTime() ?? Number.NaN,
    eventName: event.EventName ?? '',
    eventSource: event.EventSource ?? '',
    readOnly: event.ReadOnly === 'true',
    resources: (event.Resources ?? []).map(({ ResourceType = '', ResourceName = '' }) => ({ type: ResourceType, name: ResourceName })),
  };
}
