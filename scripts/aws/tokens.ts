// NextToken without memory: position, age and a digest of the parameters it belongs to, sealed so that a changed one is refused.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Sealed<T> {
  readonly position: T;
  readonly parameters: unknown;
  /** ms since 1970. */
  readonly at: number;
}

const secret = randomBytes(32);
const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);
const seal = (text: string): Buffer => createHmac('sha256', secret).update(text).digest().subarray(0, 16);

export function tokenFor<T>({ position, parameters, at }: Sealed<T>): string {
  const text = Buffer.from(JSON.stringify([position, digestOf(parameters), at]));
  return Buffer.concat([seal(text.toString('latin1')), text]).toString('base64');
}

/** The position; undefined when the token is invented, too old, or belongs to other parameters. */
export function positionIn<T>(token: string, parameters: unknown, now: number, ttlMs: number): T | undefined {
  const bytes = Buffer.from(token, 'base64');
  const text = bytes.subarray(16);
  if (bytes.length < 20 || !timingSafeEqual(bytes.subarray(0, 16), seal(text.toString('latin1')))) return undefined;
  const [position, digest, at] = JSON.parse(text.toString()) as [T, string, number];
  return digest === digestOf(parameters) && now - at <= ttlMs ? position : undefined;
}
