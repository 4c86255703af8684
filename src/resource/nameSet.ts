// An identity made ready for comparison: every value with the forms it may take in a record, looked up by whole text.
import { arnNames, parseArn } from './arn.ts';
import { serviceOf } from './cfnType.ts';
import type { IdentityValue, ResourceIdentity } from './identity.ts';
import { typeNoun } from './nouns.ts';
import { opaqueId } from './opaqueId.ts';
import { typeKnowledge } from './types.ts';
import { WORD_CLASS } from './words.ts';

/** One text by which the resource is named. */
export interface KnownName {
  readonly text: string;
  /** `unique`: an ARN, URL or made-up id, which no other resource has. `name`: unique only within its account, Region and type. */
  readonly sort: 'unique' | 'name';
  readonly from: IdentityValue;
}

/** A name of which parts are not known. */
export interface KnownPattern {
  /** Longest run of known characters; a text without it cannot fit. */
  readonly literal: string;
  readonly whole: RegExp;
  readonly within: RegExp;
  readonly from: IdentityValue;
}

/** What `matchRecord` needs of an identity. */
export interface NameSet {
  readonly names: ReadonlyMap<string, KnownName>;
  /** The texts of `names`, those that could also be found inside longer texts. */
  readonly inner: readonly KnownName[];
  readonly patterns: readonly KnownPattern[];
  /** `securitygroup`; '' when the type is not known. */
  readonly noun: string;
  /** `ec2`; '' when not known. */
  readonly service: string;
  readonly account: string;
  readonly region: string;
  /** Its events lie in one Region, wherever it is used, or its names are unique over all Regions. */
  readonly global: boolean;
  /** Its names are unique over all accounts: S3 buckets. */
  readonly worldwide: boolean;
}

/** Services whose events are recorded in one Region of the service's choice. CloudTrail user guide, "Global service events". */
// prettier-ignore
const globalServices = new Set([
  'iam', 'sts', 'signin', 'cloudfront', 'route53', 'route53domains', 'organizations', 'account', 'globalaccelerator', 'waf', 'shield', 'budgets',
  'ce', 'support', 'health', 'networkmanager', 'sso', 'trustedadvisor', 'billingconsole', 'artifact', 'chatbot', 's3',
]);

/** Whether Regions of a service's events tell nothing about the resource. `service`: `iam` or `iam.amazonaws.com`. */
export function isGlobalService(service: string): boolean {
  return globalServices.has(serviceOf(service));
}

const cache = new WeakMap<ResourceIdentity, NameSet>();

/** The identity's names, computed once per identity object. */
export function nameSetOf(identity: ResourceIdentity): NameSet {
  const known = cache.get(identity) ?? compile(identity);
  cache.set(identity, known);
  return known;
}

function compile(identity: ResourceIdentity): NameSet {
  const names = new Map<string, KnownName>();
  const patterns: KnownPattern[] = [];
  const add = (text: string, from: IdentityValue): void => {
    const known = names.get(text);
    if (text === '' || (known !== undefined && rank(known.from) <= rank(from))) return;
    names.set(text, { text, sort: sortOf(text, from), from });
  };
  for (const value of identity.values) {
    if (value.kind === 'pattern' || value.value.includes('*')) {
      const pattern = compilePattern(value);
      if (pattern !== undefined && parseArn(value.value) === undefined) patterns.push(pattern);
    }
    if (value.kind === 'pattern') continue;
    add(value.value, value);
    for (const form of formsOf(value.value)) add(form, value);
  }
  const arn = identity.values
    .map((value) => parseArn(value.value))
    .find((parsed) => parsed !== undefined && /^(?!aws$)[^*]+$/.test(parsed.account));
  const queue = identity.values.map(({ value }) => queueOf(value)).find((told) => told !== undefined);
  const type = identity.resourceType ?? identity.iacType ?? '';
  const service = serviceOf(identity.eventSource ?? '');
  const noun = typeNoun(type);
  return {
    names,
    inner: [...names.values()].filter(({ text }) => text.length >= 3),
    patterns,
    noun,
    service,
    account: identity.account ?? arn?.account ?? queue?.account ?? '',
    region: identity.region ?? arn?.region ?? queue?.region ?? '',
    global: isGlobalService(service) || typeKnowledge(identity.iacType ?? type)?.global === true,
    worldwide: service === 's3' && (noun === 'bucket' || noun.endsWith('bucket')),
  };
}

/** Shorter forms of an ARN or URL of the resource itself; never of what it is a part of. */
function formsOf(text: string): readonly string[] {
  if (text.startsWith('arn:')) return arnNames(text).own;
  const queue = queueOf(text)?.name;
  return queue === undefined ? [] : [queue];
}

/** What the URL of a queue tells. */
function queueOf(text: string): { readonly name: string; readonly account: string; readonly region: string } | undefined {
  const [, region = '', account, name] =
    /^https:\/\/(?:[a-z0-9.-]+\.)?(?:sqs\.([a-z0-9-]+)|queue)\.amazonaws\.com(?:\.cn)?\/(\d{12})\/([^/\s]+)$/.exec(text) ?? [];
  return account === undefined || name === undefined ? undefined : { name, account, region };
}

function sortOf(text: string, from: IdentityValue): KnownName['sort'] {
  if (text.startsWith('arn:') || /^https?:\/\//.test(text) || opaqueId(text)) return 'unique';
  return from.kind === 'id' && text === from.value && /^(?=.*\d)[a-z0-9]{10,}$/.test(text) ? 'unique' : 'name';
}

/** Evidence from best to worst, for values that two sources give. */
const order: readonly IdentityValue['via']['how'][] = ['state', 'stack', 'export', 'asked', 'cdk.out', 'learned', 'literal', 'default'];
function rank(value: IdentityValue): number {
  return order.indexOf(value.via.how);
}

/** A pattern must know at least three characters in a row, else it would fit everything. */
function compilePattern(from: IdentityValue): KnownPattern | undefined {
  const parts = from.value.split(/\*+/);
  const literal = parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
  if (literal.length < 3) return undefined;
  const body = (any: string): string => parts.map((part) => part.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')).join(any);
  return {
    literal,
    whole: new RegExp(`^${body('\\S*')}$`),
    within: new RegExp(`(?<![${WORD_CLASS}])${body(`[${WORD_CLASS}]*`)}(?![${WORD_CLASS}])`),
    from,
  };
}
