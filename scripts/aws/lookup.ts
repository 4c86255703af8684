// cloudtrail:LookupEvents.
import type { Call } from './call.ts';
import type { Entry } from './entry.ts';
import { Failure } from './failure.ts';
import type { Anchor } from './history.ts';
import { record as asRecord, wordOf, type Json } from './record.ts';
import { jsonText, type Reply } from './reply.ts';
import { positionIn, tokenFor } from './tokens.ts';

const day = 86_400_000;

type Matcher = (entry: Entry) => boolean;

/** Matching is exact and case-sensitive. */
const matchers: Readonly<Record<string, (value: string) => Matcher>> = {
  EventId: (value) => (entry) => entry.id === value,
  EventName: (value) => (entry) => entry.name === value,
  ReadOnly: (value) => (entry) => String(entry.readOnly) === value,
  Username: (value) => (entry) => entry.user === value,
  ResourceType: (value) => (entry) => entry.resources.some((one) => one.ResourceType === value),
  ResourceName: (value) => (entry) => entry.resources.some((one) => one.ResourceName === value),
  EventSource: (value) => (entry) => entry.source === value,
  AccessKeyId: (value) => (entry) => entry.key === value,
};

const ofInsights = new Set(['EventId', 'EventName', 'EventSource']);

export function lookupEvents({ services, input, account, region }: Call): Reply {
  const { history, clock, tokenTtlMs } = services;
  const now = clock.now();
  const { StartTime, EndTime, MaxResults, NextToken, LookupAttributes, EventCategory } = input;
  const limit = typeof MaxResults === 'number' ? MaxResults : 50;
  if (!Number.isInteger(limit) || limit < 1 || limit > 50) {
    throw new Failure('InvalidMaxResultsException', `Max results must be between 1 and 50; ${limit} is not.`);
  }
  const since = ms(StartTime);
  const until = ms(EndTime);
  if (since !== undefined && until !== undefined && since > until) {
    throw new Failure('InvalidTimeRangeException', 'Start time must be before or equal to end time.');
  }
  if (EventCategory !== undefined && EventCategory !== 'insight') {
    throw new Failure('InvalidEventCategoryException', 'The event category is invalid. The only valid value is insight.');
  }
  const insight = EventCategory === 'insight';
  const matches = matcher(LookupAttributes, insight);
  const parameters = [account, region, StartTime, EndTime, limit, LookupAttributes, EventCategory];
  let before: Anchor | undefined;
  if (NextToken !== undefined) {
    before = positionIn<Anchor>(typeof NextToken === 'string' ? NextToken : '', parameters, now, tokenTtlMs);
    if (!before) throw new Failure('InvalidNextTokenException', 'Invalid token. Use the parameters of the first request, or start again.');
  }
  const page = history.page(account, region, {
    since: Math.max(since ?? -Infinity, now - 90 * day),
    until: until ?? now,
    insight,
    matches,
    limit,
    before,
  });
  const events = `"Events":[${page.entries.map(written).join(',')}]`;
  const token = page.rest && tokenFor({ position: page.rest, parameters, at: now });
  return jsonText(token === undefined ? `{${events}}` : `{${events},"NextToken":"${token}"}`);
}

/** Only the first attribute counts; a second is silently ignored. */
function matcher(attributes: Json | undefined, insight: boolean): Matcher | undefined {
  if (attributes === undefined || attributes === null) return undefined;
  const first = Array.isArray(attributes) ? attributes[0] : undefined;
  if (first === undefined) return undefined;
  const { AttributeKey: key, AttributeValue: value } = asRecord(first);
  const make = typeof key === 'string' ? matchers[key] : undefined;
  if (!make || (insight && !ofInsights.has(wordOf(key)))) {
    throw new Failure('InvalidLookupAttributesException', `Attribute key ${wordOf(key)} is not valid here.`);
  }
  if (typeof value !== 'string' || value === '' || weight(value) > 2000) {
    throw new Failure('InvalidLookupAttributesException', 'The attribute value must have 1 to 2000 characters.');
  }
  return make(value);
}

/** Some characters count twice. */
const weight = (value: string): number => value.length + (value.match(/[_ ,\n]/g)?.length ?? 0);

/** Epoch seconds, maybe with a fraction. */
function ms(value: Json | undefined): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number') throw new Failure('SerializationException', 'A timestamp must be a number.');
  return Math.round(value * 1000);
}

/** ReadOnly is a string; CloudTrailEvent is the record's text in a string. */
function written(entry: Entry): string {
  return JSON.stringify({
    EventId: entry.id,
    EventName: entry.name,
    ReadOnly: String(entry.readOnly),
    ...(entry.key === undefined ? {} : { AccessKeyId: entry.key }),
    EventTime: entry.time / 1000,
    EventSource: entry.source,
    ...(entry.user === undefined ? {} : { Username: entry.user }),
    Resources: entry.resources,
    CloudTrailEvent: typeof entry.text === 'string' ? entry.text : entry.text(),
  });
}
