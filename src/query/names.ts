// The names a resource is asked by, sorted by how far each reaches: opaque ids and ARNs mean one thing everywhere, bare names do not.
import { parseArn } from '../resource/arn.ts';
import { serviceOfArn, typeOfArn } from '../resource/cfnType.ts';
import { isGlobalService, nameSetOf } from '../resource/nameSet.ts';
import { opaqueId, typeOfId } from '../resource/opaqueId.ts';
import { typeKnowledge } from '../resource/types.ts';
import type { ResourceIdentity, ValueKind } from '../resource/identity.ts';

export interface Names {
  /** ARNs, opaque ids, URLs, bucket names: the same resource wherever they stand. */
  readonly sure: readonly string[];
  /** Names that another account or Region may use for something else, and patterns that were asked for as such. */
  readonly bare: readonly string[];
  /** Patterns that only the code suggests. */
  readonly patterns: readonly string[];
}

/** Every form of every value of an identity. */
export function namesOf(identity: ResourceIdentity): Names {
  const { names, worldwide } = nameSetOf(identity);
  const forms = [...names.values()].filter(({ text }) => !text.includes('*'));
  const isSure = (name: (typeof forms)[number]): boolean => name.sort === 'unique' || worldwide;
  const patterns = identity.values.filter((one) => one.kind === 'pattern' || one.value.includes('*'));
  return {
    sure: forms.filter(isSure).map(({ text }) => text),
    bare: [
      ...forms.filter((name) => !isSure(name)).map(({ text }) => text),
      ...patterns.filter((one) => one.via.how === 'asked').map((one) => one.value),
    ],
    patterns: patterns.filter((one) => one.via.how !== 'asked').map((one) => one.value),
  };
}

/** All names by which the resource itself is searched. */
export function ownOf({ sure, bare }: Names): Set<string> {
  return new Set([...sure, ...bare]);
}

/** Account and Region in which a bare name means the resource; absent where they do not matter or are not known. */
export function homeOf(identity: ResourceIdentity): { account?: string; region?: string } {
  const { account, region, worldwide, global } = nameSetOf(identity);
  return { ...(account === '' || worldwide ? {} : { account }), ...(region === '' || global ? {} : { region }) };
}

/** What sort of name a learned value is, and whether it names one resource in all of AWS. */
export function kindOf(value: string): { kind: ValueKind; isSure: boolean } {
  if (value.startsWith('arn:')) return { kind: 'arn', isSure: true };
  if (/^https?:\/\//.test(value)) return { kind: 'url', isSure: true };
  return opaqueId(value) ? { kind: 'id', isSure: true } : { kind: 'name', isSure: false };
}

/** CloudFormation's name of the identity's type, where it is known, or its code's type, an ARN or an id tells it. */
export function typeOf({ resourceType, iacType, values }: ResourceIdentity): string | undefined {
  if (resourceType !== undefined) return resourceType;
  if (iacType !== undefined) return typeKnowledge(iacType)?.cfnType;
  for (const { value } of values) {
    const type = typeOfArn(value) ?? typeOfId(value);
    if (type !== undefined) return type;
  }
  return undefined;
}

/** The identity with type and service, as far as its values tell them: matching is the surer for it. */
export function completed(identity: ResourceIdentity): ResourceIdentity {
  const resourceType = typeOf(identity);
  const arn = identity.values.map(({ value }) => parseArn(value)).find((one) => one !== undefined);
  const eventSource =
    identity.eventSource ??
    typeKnowledge(identity.iacType ?? resourceType ?? '')?.eventSource ??
    (arn === undefined ? undefined : `${serviceOfArn(arn.service)}.amazonaws.com`);
  return { ...identity, ...(resourceType === undefined ? {} : { resourceType }), ...(eventSource === undefined ? {} : { eventSource }) };
}

/** Whether the service records its events in one Region, wherever the resource is used. */
export const isGlobal = isGlobalService;

/**
 * Services in which a name, with account and Region, is the resource: an id learned there may be searched by its name as well. In EC2 and
 * its like names repeat.
 */
const namingServices = new Set(
  [
    'iam',
    's3',
    'lambda',
    'dynamodb',
    'sqs',
    'sns',
    'rds',
    'logs',
    'ssm',
    'secretsmanager',
    'ecr',
    'eks',
    'kinesis',
    'states',
    'cloudtrail',
    'cloudformation',
  ].map((service) => `${service}.amazonaws.com`),
);

export const isNamingService = (eventSource: string): boolean => namingServices.has(eventSource);
