// Text of which only a part is known before the code runs, and when such a part is worth looking for.
import type { Evidence, IdentityValue, ValueKind } from '../resource/identity.ts';

/** Stands in evaluated text for any run of characters that the code alone does not tell. Never occurs in real names. */
export const UNKNOWN = '\uFFFF';

/** A pattern must tell at least so many characters. */
const LEAST = 4;

/** Words that half of all resources have in their names: a pattern of these alone finds everything. */
const GENERIC = new Set(
  (
    'access account alarm alb api app application assets attachment aws backup base bucket build cache cluster cloud common config container core ' +
    'data database default demo deploy dev development ecs eks elb env environment event events example execution external for foo bar function ' +
    'gateway global group groups handler host iam image instance instances internal job key lambda layer lb listener load balancer local log ' +
    'logging logs main master metrics module my name network new nlb node nodes permission policy pool primary private prod production profile ' +
    'project proxy public queue rds read records replica repo repository resource role roles root route rule s3 sample secret secrets secondary ' +
    'security server service services sg sns sqs ssm stack stage staging state storage subnet subnets system table tag tags target task temp ' +
    'terraform test testing tf this tmp topic user users vpc web worker write www zone amazon com arn'
  ).split(' '),
);

/** Whether text tells everything. */
export function isKnown(text: string): boolean {
  return !text.includes(UNKNOWN);
}

/** Whether the known part is long and uncommon enough that finding it means something. */
export function isTelling(text: string): boolean {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return words.join('').length >= LEAST && words.some((word) => !/^\d+$/.test(word) && !GENERIC.has(word.toLowerCase()));
}

/** Evaluated text as a name, or as a pattern with `*`; undefined when nothing worth looking for is known. */
export function toNameOrPattern(text: string): { value: string; kind: Extract<ValueKind, 'name' | 'pattern'> } | undefined {
  if (text.trim() === '' || /[\n\r]/.test(text)) return undefined;
  if (isKnown(text)) return { value: text, kind: 'name' };
  return isTelling(text) ? { value: toPattern(text), kind: 'pattern' } : undefined;
}

/** With `*` for what is not known. */
export function toPattern(text: string): string {
  return text.replace(/\uFFFF+/g, '*');
}

/** The values that evaluated text gives: the name, and the ARN where it cannot be found by the name's words. `[]` when it tells too little. */
export function valuesOfName(text: string, via: Evidence, arnPattern: string | undefined): IdentityValue[] {
  const name = toNameOrPattern(text);
  if (!name) return [];
  const own: IdentityValue = {
    ...name,
    via: name.kind === 'pattern' ? { ...via, text: `${via.text}; * is only known once it is applied` } : via,
  };
  if (arnPattern === undefined) return [own];
  const arn = arnPattern.replace('{name}', () => name.value).replace(/\*+/g, '*');
  return [own, { value: arn, kind: 'pattern', via: { ...via, text: `${via.text}, with the random end of its ARN` } }];
}

/** Matches whole texts that evaluated text may come to. In one pass: an expression would try every way to put the unknown parts. */
export function asWhole(text: string): { test(candidate: string): boolean } {
  const [first = '', ...rest] = text.split(/\uFFFF+/);
  const last = rest.pop();
  return {
    test(candidate) {
      if (last === undefined) return candidate === first;
      if (!candidate.startsWith(first) || !candidate.endsWith(last) || candidate.length < first.length + last.length) return false;
      let at = first.length;
      for (const part of rest) {
        const found = candidate.indexOf(part, at);
        if (found < 0) return false;
        at = found + part.length;
      }
      return at <= candidate.length - last.length;
    },
  };
}
