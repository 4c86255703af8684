// What Event history was asked for a resource, in words: what is held, what is coming, refused, late, or never recorded there.
import { instant, listed, numbered } from './coverage.ts';
import type { PlaceCoverage } from '../protocol/aws.ts';

/** CloudTrail delivers events some minutes late: about so many, in ms. */
const LATE = 15 * 60_000;
/** Explanations of refusals shown; the others are counted. */
const REASONS = 3;

/** Sentences about the places, '' when there are none. `now`: ms since 1970. Holds names of resources: hostile text. */
export function placesText(places: readonly PlaceCoverage[], now: number): string {
  if (places.length === 0) return '';
  const quiet = places.filter(({ asking, refused, signedOut }) => asking === undefined && refused === undefined && signedOut !== true);
  return [
    // What is missing comes first: only a few lines are seen at once.
    asking(places),
    refused(places),
    signedOut(places),
    unasked(quiet.filter(({ all, names }) => all === undefined && names.length === 0)),
    wholly(places.filter(({ all }) => all !== undefined)),
    byName(places.filter(({ all, names }) => all === undefined && names.length > 0)),
    archived(places),
    late(places, now),
  ]
    .filter((text) => text !== '')
    .join(' ');
}

function wholly(places: readonly PlaceCoverage[]): string {
  if (places.length === 0) return '';
  const since = Math.max(...places.map(({ all }) => all?.since ?? -Infinity));
  return `Event history of ${where(places)} is held since ${instant(since)}, all of it.`;
}

function byName(places: readonly PlaceCoverage[]): string {
  if (places.length === 0) return '';
  const names = [...new Set(places.flatMap((place) => place.names))];
  const since = Math.max(...places.map(({ named }) => named?.since ?? -Infinity));
  const from = Number.isFinite(since) ? ` since ${instant(since)}` : '';
  return `Event history of ${where(places)} was looked up by ${listed(names)}${from}; that finds changes, but hardly any reads.`;
}

function asking(places: readonly PlaceCoverage[]): string {
  const coming = places.filter((place) => place.asking !== undefined);
  if (coming.length === 0) return '';
  const waits = coming.some((place) => place.asking === 'waiting') ? ', waiting for AWS’s quota of 2 calls a second' : '';
  return `More is coming from ${where(coming)}${waits}.`;
}

function refused(places: readonly PlaceCoverage[]): string {
  const reasons = Map.groupBy(
    places.filter((place) => place.refused !== undefined && place.signedOut !== true),
    (place) => place.refused?.code ?? '',
  );
  const texts = [...reasons.values()].map((group) => `Not read: ${where(group)}. ${group[0]?.refused?.message ?? ''}`);
  const more = texts.length > REASONS ? [`${numbered(texts.length - REASONS, 'more reason')}.`] : [];
  return [...texts.slice(0, REASONS), ...more].join(' ');
}

function signedOut(places: readonly PlaceCoverage[]): string {
  const out = places.filter((place) => place.signedOut === true);
  if (out.length === 0) return '';
  const [why] = new Set(out.map((place) => place.refused?.message ?? ''));
  return `${listed(out.map(({ profile }) => profile))} cannot be asked now; what was read before is shown.${why ? ` ${why}` : ''}`;
}

function unasked(places: readonly PlaceCoverage[]): string {
  return places.length === 0 ? '' : `Not asked yet: Event history of ${where(places)}.`;
}

function archived(places: readonly PlaceCoverage[]): string {
  const loaded = places.filter((place) => place.archived !== undefined);
  const spans = [
    ...new Set(loaded.flatMap((place) => (place.archived ?? []).map(({ since, until }) => `${day(since)} to ${day(until - 1)}`))),
  ];
  return spans.length === 0 ? '' : `Loaded from a trail’s bucket for ${where(loaded)}: ${listed(spans.sort().reverse())}.`;
}

const day = (time: number): string => instant(time).slice(0, 10);

function late(places: readonly PlaceCoverage[], now: number): string {
  const askedAt = Math.max(...places.map((place) => place.askedAt ?? -Infinity));
  if (!Number.isFinite(askedAt)) return '';
  const newest = now - askedAt < LATE ? ' CloudTrail delivers minutes late, so the newest events may still come.' : '';
  return `Last asked ${instant(askedAt)}.${newest} Event history goes back 90 days; what is older is in trails alone.`;
}

/** "111122223333 in eu-west-1 and us-east-1"; accounts one after another. */
function where(places: readonly PlaceCoverage[]): string {
  const accounts = Map.groupBy(places, ({ account }) => account);
  return listed([...accounts].map(([account, group]) => `${account} in ${listed(group.map(({ region }) => region))}`));
}
