// From a value that somebody typed, pasted or picked to the identity it asks for.
import { arnNames, parseArn } from './arn.ts';
import { typeOfArn } from './cfnType.ts';
import type { IdentityValue, ResourceIdentity } from './identity.ts';
import { opaqueId, typeOfId } from './opaqueId.ts';

/** Longer texts are no names. AWS limits ARNs to 2,048 characters. */
const MAX_LENGTH = 2048;

/** Where a resource is, as far as it is known. */
interface Place {
  readonly account?: string;
  readonly region?: string;
}

/** The identity of a value, with other names of the same resource where they are known. */
export function asked(value: string, others: readonly string[] = [], type?: string, place: Place = {}): ResourceIdentity {
  const arn = [value, ...others].map(parseArn).find((parsed) => parsed !== undefined);
  const names = [...new Set([value, ...others, ...[value, ...others].flatMap((name) => arnNames(name).own)])];
  const resourceType = type ?? typeOfArn(value) ?? typeOfId(value);
  const account = arn?.account || place.account;
  const region = arn ? arn.region : place.region;
  return {
    address: value,
    ...(resourceType ? { resourceType } : {}),
    ...(account ? { account } : {}),
    ...(region ? { region } : {}),
    values: names.map((name): IdentityValue => {
      const text = name === value ? 'as asked' : `another name of ${value}`;
      return { value: name, kind: kindOf(name), via: { how: 'asked', text } };
    }),
  };
}

/** The text as one value, or undefined when it cannot name a resource: empty, of several lines, too long. Quotes around it are dropped. */
export function askable(text: string): string | undefined {
  const value = text
    .trim()
    .replace(/^["'`]+|["'`,;]+$/g, '')
    .trim();
  return value === '' || value.length > MAX_LENGTH || /[\r\n\t]/.test(value) ? undefined : value;
}

/** Whether a text from the clipboard is surely a resource’s name and not, say, a password. */
export function surelyResource(text: string): boolean {
  const value = askable(text);
  return value !== undefined && (parseArn(value) !== undefined || opaqueId(value));
}

function kindOf(name: string): IdentityValue['kind'] {
  if (name.includes('*')) return 'pattern';
  if (name.startsWith('arn:')) return 'arn';
  if (/^https?:\/\//.test(name)) return 'url';
  return opaqueId(name) ? 'id' : 'name';
}
