// What of Event history stands behind the history of a resource, place by place: held, coming, refused, or not asked yet.
import type { Connection, PlaceCoverage } from '../protocol/aws.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import { lookupForms, recordedIn } from '../resource/lookupForms.ts';
import type { Place } from '../source/aws/port.ts';
import type { Spans } from '../store/spans.ts';
import type { Connections } from './connections.ts';
import type { Lookups } from './lookups.ts';
import type { Range } from './spans.ts';
import { isOfLogFiles, union } from './spans.ts';

/** The coverage of each place, and of each connection that cannot be asked now. */
export function placeCoverage(
  identity: ResourceIdentity,
  places: readonly Place[],
  spans: Pick<Spans, 'inPlace'>,
  lookups: Pick<Lookups, 'asking' | 'refusal'>,
  connections: Pick<Connections, 'list'>,
): PlaceCoverage[] {
  const out = connections.list.filter(({ state }) => state === 'signedOut' || state === 'failed');
  const home = recordedIn(identity, 'aws').account;
  const mayHold = ({ account }: PlaceCoverage): boolean => home === undefined || account === '' || account === home;
  return [...places.map(coverageIn), ...out.map(silent).filter(mayHold)];

  function coverageIn(place: Place): PlaceCoverage {
    const { account, region, profile } = place;
    const held = spans.inPlace(account, region);
    const here = held.filter(({ kind }) => kind === 'management');
    const names = [identity, ...(identity.parent === undefined ? [] : [identity.parent])]
      .flatMap((one) => lookupForms(one, place))
      .map(({ value }) => value);
    const asked = [...new Set(names)].filter((name) => here.some(({ query }) => query === `ResourceName=${name}`));
    const wholly = here.filter(({ query }) => query === '');
    const byName = here.filter(({ query }) => asked.some((name) => query === `ResourceName=${name}`));
    const [all, named] = [newest(wholly), newest(byName)];
    const archived = union(held.filter(isOfLogFiles));
    const askedAt = Math.max(...[...wholly, ...byName].map((span) => span.askedAt));
    const asking = lookups.asking(account, region);
    const refused = lookups.refusal(account, region);
    return {
      account,
      region,
      profile,
      names: asked,
      ...(all && { all }),
      ...(named && { named }),
      ...(archived.length > 0 ? { archived } : {}),
      ...(Number.isFinite(askedAt) ? { askedAt } : {}),
      ...(asking && { asking }),
      ...(refused && { refused }),
    };
  }
}

/** Of a connection that cannot be asked now: which accounts and Regions it would reach may not even be known. */
function silent({ choice: { profile }, caller, info, fault }: Connection): PlaceCoverage {
  const account = caller?.account ?? info?.account ?? '';
  return { account, region: '', profile, names: [], signedOut: true, ...(fault && { refused: fault }) };
}

const newest = (ranges: readonly Range[]): Range | undefined => union(ranges).at(-1);
