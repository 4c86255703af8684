// What of Event history stands behind the history of a resource, place by place: held, coming, refused, or not asked yet.
import type { PlaceCoverage } from '../protocol/aws.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import { lookupForms } from '../resource/lookupForms.ts';
import type { Place } from '../source/aws/port.ts';
import type { Spans } from '../store/spans.ts';
import type { Connections } from './connections.ts';
import type { Lookups } from './lookups.ts';
import type { Range } from './spans.ts';
import { union } from './spans.ts';

/** The coverage of each place. */
export function placeCoverage(
  identity: ResourceIdentity,
  places: readonly Place[],
  spans: Pick<Spans, 'inPlace'>,
  lookups: Pick<Lookups, 'asking' | 'refusal'>,
  connections: Pick<Connections, 'get'>,
): PlaceCoverage[] {
  return places.map((place) => {
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
    const archived = union(held.filter(({ kind }) => kind === 'archive'));
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
      ...(connections.get(profile)?.state === 'ready' ? {} : { signedOut: true }),
    };
  });
}

const newest = (ranges: readonly Range[]): Range | undefined => union(ranges).at(-1);
