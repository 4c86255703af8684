// What an answer rests on, in words: what was asked, of which sources, which span is held, what cannot be there, and the next step.
import { homeOf } from './names.ts';
import type { HistoryQuestion } from '../protocol/backend.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import type { Coverage, SourceInfo } from '../store/port.ts';

/** What was found for the question. */
export interface Answered {
  readonly total: number;
  readonly possibleLeftOut: number;
}

/** Names shown of a list; the others are counted. */
const SHOWN = 4;

/** Several sentences, in UTC, the same for the same input. Holds names of resources: hostile text. */
export function coverageText(question: HistoryQuestion, coverage: Coverage, answered: Answered, places = ''): string {
  const asked = question.identity.address;
  if (coverage.events === 0 && places !== '') return `${asked} is looked for in AWS; no events are held yet. ${places}`;
  if (coverage.sources.length === 0 && coverage.events === 0) {
    return `${asked} was looked for, but nothing is held yet: no log folder or file has been added. Next step: add a folder of CloudTrail logs.`;
  }
  if (coverage.events === 0) {
    return `${asked} was to be looked for in ${sourcesText(coverage.sources)}, but no events are held yet. Next step: ${coverage.problems > 0 ? 'look at the problems of the sources' : 'collect them, or add another folder of CloudTrail logs'}.`;
  }
  const nothingMore = places === '' ? next(question, coverage, answered) : '';
  return [found(question, coverage, answered), places, held(coverage), ...absent(question, coverage), nothingMore]
    .filter((text) => text !== '')
    .join(' ');
}

function found(question: HistoryQuestion, coverage: Coverage, { total, possibleLeftOut }: Answered): string {
  const names = question.identity.values.map(({ value }) => value).filter((value) => value !== question.identity.address);
  // What was found by which name stands with the rows; where nothing was found, the names are what one wants to check.
  const by = names.length === 0 || total > 0 ? '' : ` (by ${listed(names)})`;
  const conditions = [
    ...(question.changesOnly === true ? ['changes and attempts only'] : []),
    ...(question.filter === undefined || question.filter.trim() === '' ? [] : [`filter ${question.filter.trim()}`]),
    ...(question.since === undefined && question.until === undefined ? [] : [span(question.since ?? NaN, question.until ?? NaN)]),
  ];
  const asked = conditions.length === 0 ? '' : `, ${conditions.join(', ')}`;
  const left =
    possibleLeftOut === 0
      ? ''
      : `; ${numbered(possibleLeftOut, 'event')} that only possibly ${possibleLeftOut === 1 ? 'belongs' : 'belong'} to it ${possibleLeftOut === 1 ? 'is' : 'are'} left out`;
  if (question.identity.values.length === 0 && total === 0)
    return `No name is known by which ${question.identity.address} could be looked for${asked}${left}.`;
  return `${total === 0 ? 'None' : count(total)} of the ${numbered(coverage.events, 'event')} held ${total === 1 || total === 0 ? 'names' : 'name'} ${question.identity.address}${by}${asked}${left}.`;
}

function held({ sources, first, last, accounts, regions }: Coverage): string {
  const where = [
    accounts.length === 0 ? '' : `${accounts.length === 1 ? 'account' : 'accounts'} ${listed(accounts)}`,
    regions.length === 0 ? '' : `${regions.length === 1 ? 'Region' : 'Regions'} ${listed(regions)}`,
  ];
  return `Held: ${[sourcesText(sources), span(first, last), ...where].filter((text) => text !== '').join('; ')}.`;
}

/** Services people keep data in, whose calls on it are data events. CloudTrail user guide, "Logging data events"; the most used. */
const dataServices = new Set(['s3', 'lambda', 'dynamodb', 'sqs', 'sns', 'kinesis', 'ssmmessages', 'bedrock', 'cognito-identity', 'states']);

function mayHaveDataEvents({ eventSource }: ResourceIdentity): boolean {
  return eventSource === undefined || dataServices.has(eventSource.split('.', 1)[0] ?? '');
}

/** What could not be found here, whatever happened. */
function absent({ identity, since, until }: HistoryQuestion, { accounts, regions, categories, first, last, problems }: Coverage): string[] {
  const home = homeOf(identity);
  const isBefore = since !== undefined && since < first;
  const isAfter = until !== undefined && until > last;
  return [
    ...(home.account !== undefined && !accounts.includes(home.account) ? [`No events of its account ${home.account} are held.`] : []),
    ...(home.region !== undefined && !regions.includes(home.region) ? [`No events of its Region ${home.region} are held.`] : []),
    ...(isBefore || isAfter
      ? [
          `The asked span goes beyond what is held: nothing is known ${[isBefore ? `before ${instant(first)}` : '', isAfter ? `after ${instant(last)}` : ''].filter((text) => text !== '').join(' or ')}.`,
        ]
      : []),
    ...(categories.includes('Data') || !mayHaveDataEvents(identity)
      ? []
      : [
          'Data events (reads and writes of objects, items and messages; invocations) are not among them: trails record them only when told to.',
        ]),
    ...(problems > 0 ? [`${numbered(problems, 'problem')} in the logs may hide more.`] : []),
    ...(identity.missing === undefined ? [] : [identity.missing]),
  ];
}

function next(question: HistoryQuestion, coverage: Coverage, { total, possibleLeftOut }: Answered): string {
  if (total > 0) return '';
  if (question.filter !== undefined && question.filter.trim() !== '') return 'Next step: clear the filter.';
  if (question.since !== undefined || question.until !== undefined) return 'Next step: widen the span.';
  if (possibleLeftOut > 0) return 'Next step: show the possible ones.';
  if (question.changesOnly === true) return 'Next step: show reads too.';
  const { account, region } = homeOf(question.identity);
  if (account !== undefined && !coverage.accounts.includes(account)) return `Next step: add logs of account ${account}.`;
  if (region !== undefined && !coverage.regions.includes(region)) return `Next step: add logs of Region ${region}.`;
  return `Next step: add logs from before ${instant(coverage.first)} or of other accounts and Regions, or ask by another name (its ARN or id).`;
}

function sourcesText(sources: readonly SourceInfo[]): string {
  const paths = sources.map(nameOf);
  return paths.length === 1 ? (paths[0] ?? '') : `${count(paths.length)} sources (${listed(paths)})`;
}

function nameOf({ kind, path }: SourceInfo): string {
  if (kind === 'eventHistory') return `Event history of ${path.slice('aws:'.length).split('/')[0] ?? ''}`;
  if (kind === 'logGroup') return `log group ${path.split(':log-group:')[1] ?? path}`;
  return kind === 'bucket' ? path : shortPath(path);
}

/** The last two parts of a path: whole paths stand in the list of sources. */
function shortPath(path: string): string {
  const parts = path.split(/[\\/]/).filter((part) => part !== '');
  return parts.length > 2 ? `…/${parts.slice(-2).join('/')}` : path;
}

/** "a, b and c"; of long lists the first, and how many more. */
export function listed(names: readonly string[]): string {
  const shown = names.length > SHOWN + 1 ? [...names.slice(0, SHOWN), `${count(names.length - SHOWN)} more`] : names;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

function span(from: number, to: number): string {
  const [start, end] = [instant(from), instant(to)];
  if (start === '' && end === '') return 'no event tells its time';
  return start === '' ? `until ${end}` : end === '' ? `since ${start}` : `${start} to ${end}`;
}

/** Separators as in 20,431, whatever the machine's language. */
export const count = (number: number): string => number.toLocaleString('en-US');
export const numbered = (number: number, noun: string): string => `${count(number)} ${noun}${number === 1 ? '' : 's'}`;

export function instant(time: number): string {
  return Number.isFinite(time) && Math.abs(time) <= 8.64e15 ? `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC` : '';
}
