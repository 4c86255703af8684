// Where a bare name means this resource: its account and Region. Outside of them only ARNs and opaque ids count.
import { typeKnowledge } from '../resource/types.ts';
import { homeOf, namesOf, ownOf, typeOf } from './names.ts';
import { isTarget } from './target.ts';
import { lifePatterns } from './verbs.ts';
import type { EventReader } from './reader.ts';
import type { FilterTerm } from '../event/filter.ts';
import type { Names } from './names.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import type { Find } from '../store/port.ts';

export interface Scope {
  readonly account?: string;
  readonly region?: string;
}

/** A bare name is looked into in so many accounts … */
const ACCOUNTS = 8;
/** … by so many events in each. */
const LOOKS = 6;

/**
 * The identity's own account and Region. For a bare name that several accounts use: the one account that holds its creation or an ARN of
 * it; when none or several do, there is no telling, and all stay.
 */
export function scopeOf(reader: EventReader, names: Names, identity: ResourceIdentity): Scope {
  const home = homeOf(identity);
  if (home.account !== undefined || names.bare.length === 0) return home;
  const accounts = [...reader.store.countBy('account', { values: names.bare }).keys()].filter((one) => one !== '');
  if (accounts.length < 2) return home;
  const owners = accounts.slice(0, ACCOUNTS).filter((one) => isOwner(reader, names, identity, one));
  const [owner] = owners;
  return owners.length === 1 && owner !== undefined ? { ...home, account: owner } : home;
}

function isOwner(reader: EventReader, names: Names, identity: ResourceIdentity, account: string): boolean {
  const own = ownOf(names);
  const inAccount = termOf('account', account);
  const named = (question: Find): readonly string[][] =>
    reader.read(reader.store.find({ values: names.bare, limit: LOOKS, ...question }).refs).flatMap(({ event }) => {
      const target = isTarget(event, own, typeOf(identity));
      return target === undefined ? [] : [[...target.values]];
    });
  const creations = named({ outcomes: ['change'], filter: { terms: [inAccount, { field: 'name', not: false, any: lifePatterns.born }] } });
  if (creations.length > 0) return true;
  return named({ filter: { terms: [inAccount] } }).some((values) =>
    values.some((value) => value.startsWith('arn:') && value.split(':')[4] === account),
  );
}

export const termOf = (field: FilterTerm['field'], value: string, not = false): FilterTerm => ({ field, not, any: [value.toLowerCase()] });

/** `base` with more terms. */
export function narrowed(base: Find, ...terms: readonly FilterTerm[]): Find {
  return { ...base, filter: { ...base.filter, terms: [...(base.filter?.terms ?? []), ...terms] } };
}

/** Questions that together find what belongs to the names in their scope, no event by two of them. None when there are no names. */
export function partsOf({ sure, bare }: Names, { account, region }: Scope, base: Find): Find[] {
  const values = [...sure, ...bare];
  if (values.length === 0) return [];
  const home = [
    ...(account === undefined ? [] : [termOf('account', account)]),
    ...(region === undefined ? [] : [termOf('region', region)]),
  ];
  if (bare.length === 0 || home.length === 0) return [{ ...base, values }];
  const inside = narrowed({ ...base, values }, ...home);
  if (sure.length === 0) return [inside];
  const outside = home.map((one, i) => narrowed({ ...base, values: sure }, ...home.slice(0, i), { ...one, not: true }));
  return [inside, ...outside];
}

/**
 * Events of the whole that are by their names events of the part: PutBucketVersioning of the bucket for `aws_s3_bucket_versioning`. May
 * find again what `partsOf` finds.
 */
export function partsOfWhole(identity: ResourceIdentity, base: Find): Find[] {
  const { parent } = identity;
  const known = typeKnowledge(identity.iacType ?? identity.resourceType ?? '');
  const names = [...(known?.creates ?? []), ...(known?.deletes ?? [])].map((name) => `${name.toLowerCase()}*`);
  if (parent === undefined || names.length === 0) return [];
  return partsOf(namesOf(parent), homeOf(parent), narrowed(base, { field: 'name', not: false, any: names }));
}

/** The one question that also finds what only possibly belongs to the resource. */
export function widest(identity: ResourceIdentity, names: Names, base: Find): Find {
  const parent = identity.parent === undefined ? undefined : namesOf(identity.parent);
  return {
    ...base,
    values: [
      ...names.sure,
      ...names.bare,
      ...names.patterns,
      ...(parent?.sure ?? []),
      ...(parent?.bare ?? []),
      ...(parent?.patterns ?? []),
    ],
  };
}
