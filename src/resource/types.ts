// What we know of types: how a resource of one is named in code, in state and in CloudTrail's records.
import { GLOBAL_SERVICES, generatedType, generatedTypes } from './knowledge.ts';
import type { TypeRow } from './typesTable.ts';
import { CFN_ALIASES, CFN_PARTS, TYPE_ROWS } from './typesTable.ts';
import { PARENT_RULES, SERVICE_OF_CFN, SERVICE_OF_PREFIX } from './typesRules.ts';

export interface TypeKnowledge {
  /** `aws_s3_bucket`, where Terraform has the type. */
  readonly tfType?: string;
  /** `AWS::S3::Bucket`, where CloudFormation has the type. */
  readonly cfnType?: string;
  /** `s3.amazonaws.com`; absent when the service is not known. */
  readonly eventSource?: string;
  /** Terraform attributes that hold the name, best first; `tags.Name` where a tag is the only name. */
  readonly nameAttributes: readonly string[];
  /** CloudFormation property that holds the name. */
  readonly nameProperty?: string;
  /** Attributes in Terraform's state that name the resource itself, besides `id` and `arn`. Never secrets. */
  readonly stateAttributes: readonly string[];
  /** What Terraform's `id` is: the name, the ARN, or (absent) something the service makes. */
  readonly id?: 'name' | 'arn';
  /** For what CloudTrail only knows as a part of another resource: what it is part of, and how the code says so. */
  readonly parent?: { readonly tfType: string; readonly attribute: string; readonly property?: string };
  /** Its events are recorded in us-east-1 (or another Region of the service's choice), wherever it is used. */
  readonly global: boolean;
  /** Event names that make or (for a part) set it, and that remove it; empty when not known. */
  readonly creates: readonly string[];
  readonly deletes: readonly string[];
  /** Event names that change it, most telling first; empty when not known. */
  readonly updates: readonly string[];
  /** ARN with `*`, where its last part holds more than the name; `{name}` stands for the name. */
  readonly arnPattern?: string;
  /** How CloudFormation makes up a name when the template gives none: `none` when it needs one or there is none. */
  readonly generatedName: 'stack' | 'lower' | 'bare' | 'none';
  /** True when the facts were guessed from the type's name. */
  readonly guessed: boolean;
}

const byType = new Map<string, TypeKnowledge>();
for (const row of TYPE_ROWS) {
  const knowledge = fromRow(row);
  byType.set(row[0], knowledge);
  // Security group rules and classic balancers share nothing here: every CloudFormation type stands in one line only.
  if (row[1] && !byType.has(row[1])) byType.set(row[1], knowledge);
}

/** Knowledge of a type as Terraform, the Cloud Control provider (`awscc_…`) or CloudFormation writes it; undefined when it is not of AWS. */
export function typeKnowledge(iacType: string): TypeKnowledge | undefined {
  // `aws_alb…` is an older spelling, `aws_default_…` adopts what AWS made with the account.
  const usual = iacType
    .replace(/^aws_alb(?=_|$)/, 'aws_lb')
    .replace(/^aws_default_(?=vpc$|subnet$|security_group$|route_table$|network_acl$)/, 'aws_');
  const known = byType.get(usual) ?? byType.get(CFN_ALIASES[iacType] ?? '');
  if (known) return known;
  if (iacType.startsWith('aws_')) return generatedType(usual) ?? guessTerraform(iacType);
  if (iacType.startsWith('awscc_')) return fromCloudControl(iacType);
  if (iacType.startsWith('AWS::')) return withPart(generatedType(iacType)) ?? guessCloudFormation(iacType);
  return undefined;
}

const partEvents = new Map<string, readonly string[]>();

/** Names of events that make or end a part of a thing of this type of Terraform, as far as they were checked by hand. */
export function eventsOfParts(tfType: string): readonly string[] {
  const known = partEvents.get(tfType);
  if (known !== undefined) return known;
  const parts = TYPE_ROWS.filter(([, , , , , extras]) => extras?.part?.[0] === tfType);
  const events = parts.flatMap(([, , , , , extras]) => [...words(extras?.made), ...words(extras?.gone)]);
  partEvents.set(tfType, events);
  return events;
}

function fromRow([tfType, cfnType, service, names, property, extras = {}]: TypeRow): TypeKnowledge {
  const { id, state, part, made, gone, generated, arn } = extras;
  return {
    tfType,
    ...(cfnType ? { cfnType } : {}),
    eventSource: `${service}.amazonaws.com`,
    nameAttributes: words(names),
    ...(property ? { nameProperty: property } : {}),
    stateAttributes: [...words(names).filter((name) => !name.includes('.')), ...words(state)],
    ...(id ? { id } : {}),
    ...(part ? { parent: { tfType: part[0], attribute: part[1], ...(part[2] ? { property: part[2] } : {}) } } : {}),
    global: GLOBAL_SERVICES.has(service),
    creates: words(made),
    deletes: words(gone),
    // The table leaves these to what is generated; asked only when they are wanted, since that loads it.
    get updates() {
      return generatedType(tfType)?.updates ?? [];
    },
    ...(arn ? { arnPattern: arn } : {}),
    generatedName: generated ?? (property ? 'stack' : 'none'),
    guessed: false,
  };
}

/** Parts that only CloudFormation knows are told by hand. */
function withPart(knowledge: TypeKnowledge | undefined): TypeKnowledge | undefined {
  const part = CFN_PARTS[knowledge?.cfnType ?? ''];
  return knowledge && part ? { ...knowledge, parent: { tfType: part[0], attribute: '', property: part[1] } } : knowledge;
}

/** By the rules the provider itself follows: the service in front, then the noun, named by `name` or `<noun>_name`. */
function guessTerraform(tfType: string): TypeKnowledge {
  const bare = tfType.slice('aws_'.length);
  const prefix = longestPrefix(bare);
  const service = SERVICE_OF_PREFIX[prefix] ?? (prefix === '' ? undefined : prefix);
  const noun = bare.slice(prefix.length).replace(/^_/, '');
  const names = ['name', ...(noun ? ['name', 'identifier', 'id'].map((suffix) => `${noun}_${suffix}`) : []), 'identifier'];
  const rule = PARENT_RULES.find(([start]) => tfType.startsWith(start));
  return {
    tfType,
    ...(service ? { eventSource: `${service}.amazonaws.com` } : {}),
    nameAttributes: rule ? [] : [...names, ...(service === 'ec2' ? ['tags.Name'] : [])],
    stateAttributes: rule ? [] : [...names, ...(noun ? [`${noun}_arn`, `${noun}_url`] : [])],
    ...(rule ? { parent: { tfType: rule[1], attribute: rule[2] } } : {}),
    global: service !== undefined && GLOBAL_SERVICES.has(service),
    creates: [],
    deletes: [],
    updates: [],
    generatedName: 'none',
    guessed: true,
  };
}

function guessCloudFormation(cfnType: string): TypeKnowledge {
  const [, group = '', noun = ''] = cfnType.split('::');
  const service = SERVICE_OF_CFN[group] ?? group.toLowerCase();
  const part = CFN_PARTS[cfnType];
  return {
    cfnType,
    eventSource: `${service}.amazonaws.com`,
    nameAttributes: [],
    nameProperty: `${noun}Name`,
    stateAttributes: [],
    ...(part ? { parent: { tfType: part[0], attribute: '', property: part[1] } } : {}),
    global: GLOBAL_SERVICES.has(service),
    creates: [],
    deletes: [],
    updates: [],
    generatedName: 'none',
    guessed: true,
  };
}

/** The Cloud Control provider names types and attributes as CloudFormation does, in snake case. */
function fromCloudControl(tfType: string): TypeKnowledge {
  const bare = tfType.slice('awscc_'.length);
  const cfnType = cloudControlType(bare);
  const known = cfnType === undefined ? undefined : (byType.get(cfnType) ?? generatedType(cfnType));
  const guess = guessTerraform(`aws_${bare}`);
  const { parent: _, id: __, ...base } = known ?? guess;
  const names = known?.nameProperty ? [snake(known.nameProperty)] : guess.nameAttributes;
  const part = known?.parent?.property;
  return {
    ...base,
    tfType,
    nameAttributes: names,
    stateAttributes: names.filter((name) => !name.includes('.')),
    ...(known?.parent && part ? { parent: { tfType: known.parent.tfType, attribute: snake(part) } } : {}),
  };
}

const ofCloudControl = new Map<string, string>();

/** Its name without `awscc_` → CloudFormation's: the service part in lower case, the noun in snake case. */
function cloudControlType(bare: string): string | undefined {
  const isNamed = (cfnType: string): boolean => {
    const [provider, group = '', noun = ''] = cfnType.split('::');
    return provider === 'AWS' && `${group.toLowerCase()}_${snake(noun)}` === bare;
  };
  const found = ofCloudControl.get(bare) ?? TYPE_ROWS.find(([, cfnType]) => isNamed(cfnType))?.[1] ?? [...generatedTypes()].find(isNamed);
  if (found !== undefined) ofCloudControl.set(bare, found);
  return found;
}

/** `DBInstanceIdentifier` → `db_instance_identifier`. */
function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/_+/g, '_')
    .toLowerCase();
}

function longestPrefix(bare: string): string {
  let best = '';
  for (const prefix of Object.keys(SERVICE_OF_PREFIX)) {
    if (prefix.length > best.length && (bare === prefix || bare.startsWith(`${prefix}_`))) best = prefix;
  }
  return best === '' ? (bare.split('_')[0] ?? '') : best;
}

function words(text = ''): string[] {
  return text === '' ? [] : text.split(' ');
}
