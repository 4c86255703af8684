// What was remembered or written of connections, read with care: names of profiles and Regions, nothing else.
import type { ConnectionChoice } from '../protocol/aws.ts';

/** Profiles by name, or with their Regions; each profile once. Undefined when it is no list at all. */
export function parseChoices(value: unknown): ConnectionChoice[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const choices = new Map<string, ConnectionChoice>();
  for (const one of value) {
    const choice = parseChoice(one);
    if (choice && !choices.has(choice.profile)) choices.set(choice.profile, choice);
  }
  return [...choices.values()];
}

function parseChoice(value: unknown): ConnectionChoice | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : { profile: value.trim() };
  if (typeof value !== 'object' || value === null || !('profile' in value)) return undefined;
  const { profile } = value;
  if (typeof profile !== 'string' || profile.trim() === '') return undefined;
  const written = 'regions' in value && Array.isArray(value.regions) ? value.regions : [];
  const regions = [...new Set(written.filter(isRegion))].sort();
  return regions.length > 0 ? { profile: profile.trim(), regions } : { profile: profile.trim() };
}

function isRegion(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(value);
}
