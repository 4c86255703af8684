// Makes another account's log out of production's: other ids, other names, other keys, another time; the same people and habits. One pass
// over the text, in which equal things stay equal.
import { createHash } from 'node:crypto';
import { production, stranger, usDate } from '../../sample/names.ts';
import type { StackSetup } from '../stack.ts';
import { bucketName, otherStranger, sandbox } from './names.ts';

const digest = (text: string): string => createHash('sha256').update(`twin ${text}`).digest('hex');

type Kind = readonly [pattern: string, twin: (found: string, shiftMs: number) => string];

const times: readonly Kind[] = [
  ['\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ', (found, shift) => `${new Date(Date.parse(found) + shift).toISOString().slice(0, 19)}Z`],
  ['[A-Z][a-z]{2} \\d{1,2}, \\d{4}, \\d{1,2}:\\d\\d:\\d\\d [AP]M', (found, shift) => usDate(Date.parse(`${found} UTC`) + shift)],
];

/** In this order: the first that fits counts. */
const kinds: readonly Kind[] = [
  ...times,
  ['[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', uuid],
  // `i-0…`, `sg-0…`, load balancers, roles of permission sets.
  [
    '(?<![0-9A-Za-z])[0-9a-f]{16,17}(?![0-9A-Za-z])',
    (found) => (found.length === 17 ? `0${digest(found).slice(0, 16)}` : digest(found).slice(0, 16)),
  ],
  ['\\bA[A-Z]{3}[A-Z0-9]{5,12}EXAMPLE\\b', (found) => `${found.slice(0, 4)}${letters(found).slice(0, found.length - 11)}EXAMPLE`],
  [`${production}|${stranger}`, (found) => (found === production ? sandbox : otherStranger)],
  ['acme-audit-logs', () => bucketName],
  ['acme-prod', () => 'acme-sandbox'],
  ['acme-batch', () => 'acme-sandbox-batch'],
  ['(?<=/(?:acme|shop)/)prod\\b', () => 'sandbox'],
  ['(?<!acme/)\\bshop-(?=api|order)', () => 'sandbox-shop-'],
];

export type Twin = (text: string) => string;

/** `shiftMs` is added to every time in the text. */
export const twinOf = (shiftMs: number): Twin => replacer(kinds, shiftMs);
/** Only that. */
export const moved = (shiftMs: number): Twin => replacer(times, shiftMs);

/** A stack of production's, as the sandbox has it. */
export const twinStack = (stack: StackSetup): StackSetup => JSON.parse(twinOf(0)(JSON.stringify(stack))) as StackSetup;

function replacer(all: readonly Kind[], shiftMs: number): Twin {
  const pattern = new RegExp(all.map(([source]) => `(${source})`).join('|'), 'g');
  const known = new Map<string, string>();
  return (text) =>
    text.replace(pattern, (...groups: (string | undefined)[]) => {
      const found = groups[0]!;
      let other = known.get(found);
      if (other === undefined) {
        const kind = groups.findIndex((group, at) => at > 0 && group !== undefined) - 1;
        other = all[kind]![1](found, shiftMs);
        known.set(found, other);
      }
      return other;
    });
}

export function uuid(of: string): string {
  const hex = digest(of);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function letters(of: string): string {
  return [...Buffer.from(digest(of), 'hex')].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte & 31]).join('');
}
