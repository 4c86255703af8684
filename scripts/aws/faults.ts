// What tests let go wrong, and when.
import { failure } from './codes.ts';
import type { Clock } from './clock.ts';
import { skewed } from './authenticate.ts';
import { Failure } from './failure.ts';
import type { Principal } from './world.ts';

export type FaultDeed =
  | 'throttle'
  | '500'
  | '503'
  | 'timeout' // never answers
  | 'reset' // destroys the connection; `midBody` after half of the answer
  | 'malformed' // half of the answer, as if it were the whole
  | 'expiredToken'
  | 'accessDenied'
  | 'invalidToken' // the credentials', not NextToken
  | 'invalidNextToken'
  | 'clockSkew'
  | 'delay'; // `ms`, then as if nothing were

/** Whose policy denies: by saying so, or (`identity`, `resource`) by not allowing it. */
export type Denier = 'identity' | 'scp' | 'resource' | 'resourceDeny' | 'kms';

export interface Fault {
  readonly service?: string;
  readonly operation?: string;
  readonly account?: string;
  readonly region?: string;
  readonly accessKeyId?: string;
  /** S3 only: the bucket, the beginning of the key. */
  readonly bucket?: string;
  readonly key?: string;
  /** Only the nth request that matches, from 1. */
  readonly nth?: number;
  /** Only the first so many requests that match. */
  readonly count?: number;
  /** Of those that remain, by a fixed sequence of chance. */
  readonly probability?: number;
  readonly do: FaultDeed;
  readonly ms?: number;
  readonly midBody?: boolean;
  /** accessDenied: who denies. */
  readonly by?: Denier;
  readonly message?: string;
}

export interface Target {
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  readonly accessKeyId: string | undefined;
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
  /** What a refusal names, where the service names it. */
  readonly resource?: string | undefined;
}

const criteria = ['service', 'operation', 'account', 'region', 'accessKeyId', 'bucket'] as const;

/** Counts how often each rule was met. */
export class Faults {
  /** In this order; tests add and remove as they like. */
  readonly rules: Fault[];
  private readonly met = new WeakMap<Fault, number>();
  private chance = 1;

  constructor(rules: readonly Fault[]) {
    this.rules = [...rules];
  }

  /** The rules that strike this request: every delay, and the first of the others. */
  striking(target: Target): Fault[] {
    const struck: Fault[] = [];
    for (const rule of this.rules) {
      if (criteria.some((name) => rule[name] !== undefined && rule[name] !== target[name])) continue;
      if (rule.key !== undefined && !target.key?.startsWith(rule.key)) continue;
      const met = (this.met.get(rule) ?? 0) + 1;
      this.met.set(rule, met);
      if (rule.nth !== undefined && met !== rule.nth) continue;
      if (rule.count !== undefined && met > rule.count) continue;
      if (rule.probability !== undefined && this.random() >= rule.probability) continue;
      struck.push(rule);
      if (rule.do !== 'delay') break;
    }
    return struck;
  }

  /** The same every time. */
  private random(): number {
    this.chance = (this.chance * 48271) % 2147483647;
    return this.chance / 2147483647;
  }
}

/** The refusal that a rule asks for; undefined when it asks for something else. */
export function refusalBy(fault: Fault, target: Target, clock: Clock, principal: Principal | undefined): Failure | undefined {
  const { service } = target;
  switch (fault.do) {
    case 'throttle':
      return failure(service, 'throttled', fault.message);
    case '500':
      return failure(service, 'failure', fault.message);
    case '503':
      return failure(service, 'unavailable', fault.message);
    case 'expiredToken':
      return failure(service, 'expiredToken', fault.message);
    case 'invalidToken':
      return failure(service, 'unknownKey', fault.message);
    case 'invalidNextToken':
      return new Failure(
        { logs: 'InvalidParameterException', cloudformation: 'ValidationError' }[service] ?? 'InvalidNextTokenException',
        fault.message ?? 'The specified nextToken is invalid.',
      );
    case 'clockSkew':
      return skewed(service, clock.now() - 600_000, clock.now());
    case 'accessDenied':
      return failure(service, 'denied', fault.message ?? denial(fault, target, principal));
    default:
      return undefined;
  }
}

const actions: Readonly<Record<string, string>> = {
  ListObjectsV2: 's3:ListBucket',
  ListObjects: 's3:ListBucket',
  HeadBucket: 's3:ListBucket',
  HeadObject: 's3:GetObject',
};

/** Says who was denied what, and by which kind of policy, as AWS does since 2021. */
export function denial(fault: Pick<Fault, 'by'>, target: Target, principal: Principal | undefined): string {
  const action = actions[target.operation] ?? `${target.service}:${target.operation}`;
  const who = `User: ${principal?.arn ?? 'anonymous'} is not authorized to perform:`;
  if (fault.by === 'kms') {
    return `${who} kms:Decrypt on the resource associated with this ciphertext because no identity-based policy allows the kms:Decrypt action`;
  }
  const what =
    target.bucket === undefined
      ? [action, target.resource].filter((one) => one !== undefined).join(' on resource: ')
      : `${action} on resource: "arn:aws:s3:::${target.bucket}${action === 's3:ListBucket' ? '' : `/${target.key}`}"`;
  const said = {
    identity: `because no identity-based policy allows the ${action} action`,
    resource: `because no resource-based policy allows the ${action} action`,
    resourceDeny: 'with an explicit deny in a resource-based policy',
    scp: 'with an explicit deny in a service control policy',
  }[fault.by ?? 'identity'];
  const text = `${who} ${what} ${said}`;
  return target.service === 'ec2' ? `You are not authorized to perform this operation. ${text}` : text;
}
