// The nouns in event names, parameter names and type names, made comparable: `DeleteDBInstance`, `dBInstanceIdentifier` and
// `AWS::RDS::DBInstance` all speak of a "dbinstance".

/** Lambda and CloudFront put an API's date behind its name: `UpdateFunctionCode20150331v2`, `CreateDistribution2020_05_31`. */
const dated = /(19|20)\d{2}_?\d{2}_?\d{2}(v\d+)?$/;

/** An event's name in parts, lower case but for the verb. */
export interface EventNameParts {
  readonly verb: string;
  readonly noun: string;
  /** The noun before a preposition: `user` of `AddUserToGroup`; the noun itself where there is none. */
  readonly head: string;
}

/** `AuthorizeSecurityGroupIngress` → `Authorize`, `securitygroupingress`. A name without a verb is its own noun. */
export function splitEventName(eventName: string): EventNameParts {
  const name = eventName.replace(dated, '');
  const [, verb = '', rest = name] = /^((?:Batch)?[A-Z][a-z]+)(.*)$/.exec(name) ?? [];
  const [head = rest] = rest.split(/(?<=[a-z])(?:From|For|To|With|Using|By)(?=[A-Z])/);
  return { verb, noun: singular(rest.toLowerCase()), head: singular(head.toLowerCase()) };
}

/** The last part of a CloudFormation type, or a Terraform type without its provider: `AWS::IAM::Role` → `role`, `aws_sqs_queue` → `sqsqueue`. */
export function typeNoun(type: string): string {
  const text = type.includes('::') ? (type.split('::').at(-1) ?? '') : type.replace(/^[a-z0-9]+_/, '').replaceAll('_', '');
  return singular(text.toLowerCase());
}

const suffixed = /^(.*?)(?:Names?|Ids?|IDs?|Arns?|ARNs?|Urls?|URLs?|Identifiers?)$/;
const bareSuffix = /^(?:name|id|iD|arn|aRN|ARN|url|identifier|names|ids|arns|aRNs)$/i;

/**
 * What a parameter's name says it names: `roleName` → `role`, `dBInstanceIdentifier` → `dbinstance`, `instanceIds` → `instance`;
 * '' for `name`, `id` and `arn` alone; undefined when it is no name of anything (`description`).
 */
export function stemOf(key: string): string | undefined {
  if (bareSuffix.test(key)) return '';
  const stem = suffixed.exec(key)?.[1];
  return stem === undefined || stem === '' ? undefined : singular(stem.toLowerCase());
}

/**
 * How closely a stem belongs to a noun, 0 to 100: the same (100), the noun's end (`group` of `securitygroup`, 90), its beginning (`role` of
 * `rolepolicy`, 80 and more for longer stems), somewhere within (`role` of `assumerolepolicy`, 60).
 */
export function kinship(stem: string, noun: string): number {
  if (stem === '' || noun === '') return 0;
  if (stem === noun) return 100;
  if (stem.length < 3) return 0;
  if (noun.endsWith(stem) || stem.endsWith(noun)) return 90;
  if (noun.startsWith(stem)) return 80 + Math.min(9, Math.floor((9 * stem.length) / noun.length));
  if (stem.startsWith(noun)) return 70;
  return noun.includes(stem) ? 60 : 0;
}

/** Good enough for AWS's nouns: `policies` → `policy`, `addresses` → `address`, `buckets` → `bucket`; `status` and `alias` stay. */
export function singular(noun: string): string {
  if (noun.endsWith('ies')) return `${noun.slice(0, -3)}y`;
  if (/(?:ss|x|ch)es$/.test(noun)) return noun.slice(0, -2);
  return /[^aisu]s$/.test(noun) && !/(?:dns|ens|https)$/.test(noun) ? noun.slice(0, -1) : noun;
}
