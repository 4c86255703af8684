// Of several entries for one resource, one: for those who ask of all that a workspace declares.
import type { Identified } from '../identify.ts';

/** A block stands before the call of the module that makes it; what several readers found at one place stands once. */
export function declaredOnce(all: readonly Identified[]): Identified[] {
  const isCall = ({ resource }: Identified): boolean => resource.iacType === 'module';
  const blocks = new Set(all.filter((one) => !isCall(one)).map(namesOf));
  const seen = new Set<string>();
  return all.filter((one) => {
    const names = namesOf(one);
    const key = [one.resource.file, one.address, names].join('\0');
    if (seen.has(key) || (isCall(one) && names !== '' && blocks.has(names))) return false;
    seen.add(key);
    return true;
  });
}

function namesOf({ identity }: Identified): string {
  return identity.values.map(({ value }) => value).sort().join('\0'); // prettier-ignore
}
