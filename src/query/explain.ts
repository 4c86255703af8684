// Which events explain a drift: for each attribute that differs, the changes that are about it, the likeliest first.
import { isOutside } from '../event/ownOrigin.ts';
import { concern, wordsOfPath } from './concern.ts';
import { instant, listed, numbered } from './coverage.ts';
import { learn } from './learn.ts';
import { homeOf, ownOf, typeOf } from './names.ts';
import { rowsOf, sureRows } from './outside.ts';
import { isTarget } from './target.ts';
import { termOf } from './scope.ts';
import { lifeOf } from './verbs.ts';
import type { Concern } from './concern.ts';
import type { Learned } from './learn.ts';
import type { EventReader } from './reader.ts';
import type { DriftAnswer, DriftCandidate, DriftQuestion, DriftedValue, HistoryRow } from '../protocol/backend.ts';

/** Newest changes of a resource that are looked at. */
const LOOKS = 300;
/** Candidates told of an attribute. */
const TOLD = 5;

interface Found extends DriftCandidate {
  readonly level: number;
  readonly outside: boolean;
}

/** Asks of each attribute. Data events configure nothing and are passed over. */
export function explainDrift(reader: EventReader, { identity, tool, attributes }: DriftQuestion): DriftAnswer {
  reader.renew();
  const learned = learn(reader, identity);
  const base = { outcomes: ['change'] as const, filter: { terms: [termOf('category', 'data', true)] } };
  const rows = sureRows(reader, learned, rowsOf(reader, learned, base, LOOKS));
  return {
    attributes: attributes.map((attribute) => {
      const found = rows.flatMap((row) => candidateOf(reader, learned, attribute, tool, row) ?? []);
      const byOthers = Math.min(...found.filter(({ outside }) => outside).map(({ level }) => level));
      // What the tool did itself explains a difference only where nothing from outside does as well.
      const best = found
        .filter(({ outside, level }) => outside || level < byOthers)
        .sort(byRank)
        .slice(0, TOLD);
      const candidates = best.map(({ row, reason, how }): DriftCandidate => ({ row, reason, how }));
      return candidates.length > 0 ? { candidates } : { candidates, none: noneText(reader, learned, attribute, rows) };
    }),
  };
}

function candidateOf(
  reader: EventReader,
  { identity, names }: Learned,
  attribute: DriftedValue,
  tool: string,
  row: HistoryRow,
): Found | undefined {
  const event = reader.event(row.ref);
  const outside = isOutside(tool, row.origin);
  const found = attribute.path === '' ? endOf() : concern(event, attribute);
  if (found === undefined) return undefined;
  return { row, how: found.how, reason: found.reason, level: found.level, outside };

  function endOf(): Concern | undefined {
    const target = isTarget(event, ownOf(names), typeOf(identity));
    const isEnd = target !== undefined && lifeOf(row.eventName, typeOf(identity) ?? target.type) === 'gone';
    return isEnd ? { level: 0, how: 'sets', reason: `${row.eventName} ended it` } : undefined;
  }
}

/** Surest first, then what came outside the tool; the newest first, as they come. */
function byRank(a: Found, b: Found): number {
  return a.level - b.level || Number(b.outside) - Number(a.outside);
}

/** Never "none" alone: what was looked at, and why the event may not be among it. */
function noneText(reader: EventReader, { identity, names }: Learned, { path }: DriftedValue, rows: readonly HistoryRow[]): string {
  const coverage = reader.coverage();
  if (coverage.events === 0) return 'No events are held yet.';
  if (names.sure.length + names.bare.length === 0 && identity.parent === undefined) {
    return identity.missing ?? 'No name is known by which its events could be looked for.';
  }
  const { account, region } = homeOf(identity);
  if (account !== undefined && !coverage.accounts.includes(account)) return `No events of its account ${account} are held.`;
  if (region !== undefined && !coverage.regions.includes(region)) return `No events of its Region ${region} are held.`;
  const since = instant(coverage.first);
  const older =
    since === '' ? '' : ` What explains it may be older than ${since}, where the events held begin, or of a source that is not held.`;
  if (rows.length === 0) return `No change of it is held.${older}`;
  const about = path === '' ? 'ended it' : `tells of ${listed(wordsOfPath(path))}`;
  return `None of the ${numbered(rows.length, 'change')} of it that are held ${about}.${older}`;
}
