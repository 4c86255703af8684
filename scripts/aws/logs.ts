// logs: groups, FilterLogEvents, and the door to live tails.
import type { Call, Handler } from './call.ts';
import { Failure } from './failure.ts';
import { filterPattern, type Matches } from './filterPattern.ts';
import { startLiveTail } from './liveTail.ts';
import { firstAfter, type LogGroup } from './logGroup.ts';
import { json } from './reply.ts';
import { wordOf, type Json } from './record.ts';
import { positionIn, tokenFor } from './tokens.ts';

const day = 86_400_000;
const mebibyte = 1_048_576;

export const logOperations: Readonly<Record<string, Handler>> = {
  DescribeLogGroups: (call) => {
    const prefix = wordOf(call.input['logGroupNamePrefix']);
    const limit = typeof call.input['limit'] === 'number' ? call.input['limit'] : 50;
    const from = Number(call.input['nextToken'] ?? 0);
    const groups = groupsHere(call).filter(({ name }) => name.startsWith(prefix));
    return json({
      logGroups: groups.slice(from, from + limit).map(({ name, arn }) => ({
        logGroupName: name,
        arn: `${arn}:*`,
        logGroupArn: arn,
        creationTime: 1_700_000_000_000,
        metricFilterCount: 0,
        storedBytes: 0,
        logGroupClass: 'STANDARD',
      })),
      ...(from + limit < groups.length ? { nextToken: String(from + limit) } : {}),
    });
  },
  FilterLogEvents: (call) => {
    const { input, services } = call;
    const { startTime = null, endTime = null, limit = 10_000, nextToken, logStreamNames, logStreamNamePrefix } = input;
    const name = input['logGroupIdentifier'] ?? input['logGroupName'];
    if (typeof name !== 'string') throw invalid('Exactly one of logGroupName and logGroupIdentifier is needed.');
    const group = groupNamed(call, name);
    const most = typeof limit === 'number' && limit >= 1 && limit <= 10_000 ? limit : 0;
    if (most === 0) throw invalid('limit must be between 1 and 10000.');
    const matches = pattern(input['filterPattern']);
    const now = services.clock.now();
    const parameters = [group.arn, startTime, endTime, input['filterPattern'] ?? '', logStreamNames ?? null, logStreamNamePrefix ?? null];
    const from = nextToken === undefined ? 0 : positionIn<number>(wordOf(nextToken), parameters, now, day);
    if (from === undefined) throw invalid('The specified nextToken is invalid.');
    // The end is a moment, not an index: the token must not move when events arrive.
    const all = group.arrived();
    const start = Math.max(from, typeof startTime === 'number' ? firstAfter(all, startTime - 1) : 0);
    const end = typeof endTime === 'number' ? firstAfter(all, endTime) : all.length;
    const streams = Array.isArray(logStreamNames) ? logStreamNames : undefined;
    const found: object[] = [];
    let size = 0;
    let at = start;
    for (; at < end && found.length < most && size < mebibyte && at - start < services.logScan; at++) {
      const { id, timestamp, message, stream } = all[at]!;
      if (streams && !streams.includes(stream)) continue;
      if (typeof logStreamNamePrefix === 'string' && !stream.startsWith(logStreamNamePrefix)) continue;
      if (!matches(message)) continue;
      found.push({ logStreamName: stream, timestamp, message, ingestionTime: timestamp + 800, eventId: id });
      size += message.length + 26;
    }
    // A page that ends where the events end may still carry a token, to an empty last page: it ended before it knew.
    const token = at < end || (found.length === most && at > start) ? tokenFor({ position: at, parameters, at: now }) : undefined;
    return json({ events: found, searchedLogStreams: [], ...(token === undefined ? {} : { nextToken: token }) });
  },
  StartLiveTail: (call) => {
    const { logGroupIdentifiers, logEventFilterPattern } = call.input;
    const arns = Array.isArray(logGroupIdentifiers) ? logGroupIdentifiers.map(String) : [];
    if (arns.length < 1 || arns.length > 10) throw invalid('Between 1 and 10 log groups can be tailed.');
    const groups = arns.map((arn) => {
      if (!/^arn:[^:]+:logs:[^:]+:\d{12}:log-group:[^:*]+$/.test(arn)) throw invalid(`${arn} is not the ARN of a log group.`);
      return groupNamed(call, arn);
    });
    return startLiveTail(call, groups, pattern(logEventFilterPattern));
  },
};

const invalid = (message: string): Failure => new Failure('InvalidParameterException', message);

function pattern(value: Json | undefined): Matches {
  const matches = filterPattern(typeof value === 'string' ? value : '');
  if (!matches) throw invalid('Invalid filter pattern');
  return matches;
}

function groupsHere({ services: { world }, account, region }: Call): LogGroup[] {
  return world.logGroups.filter((group) => group.account === account && group.region === region);
}

function groupNamed(call: Call, name: string): LogGroup {
  const group = groupsHere(call).find((one) => one.name === name || one.arn === name.replace(/:\*$/, ''));
  if (!group) throw new Failure('ResourceNotFoundException', 'The specified log group does not exist.');
  return group;
}
