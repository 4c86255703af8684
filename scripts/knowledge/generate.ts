// All sources together: one line of knowledge for each thing, and the counts that the coverage is measured against.
import { CFN_ALIASES, CFN_PARTS } from '../../src/resource/typesTable.ts';
import type { CfnType } from './cloudformation.ts';
import { readCfnTypes } from './cloudformation.ts';
import { eventNameOf } from './eventNames.ts';
import type { Kind } from './kinds.ts';
import { makeKinds } from './kinds.ts';
import type { Life } from './lives.ts';
import { lifeOf, writesOf } from './lives.ts';
import { namesOf } from './names.ts';
import type { Service } from './operations.ts';
import { readServices } from './operations.ts';
import { pins } from './packages.ts';
import { parentOf } from './parents.ts';
import type { PulumiType } from './pulumi.ts';
import { readPulumiTypes } from './pulumi.ts';
import { ServiceNames, letters, sourceOf } from './services.ts';
import { readTfTypes } from './terraform.ts';

/** The text of `knowledge.generated.txt`; its format is described in `src/resource/knowledge.ts`. */
export function generate(): string {
  const services = readServices();
  const cfnTypes = readCfnTypes();
  const tfTypes = readTfTypes();
  const pulumiTypes = readPulumiTypes();
  const kinds = makeKinds(cfnTypes, tfTypes, new ServiceNames(services, new Set(cfnTypes.map(({ group }) => group))));
  const pulumiOf = finder(pulumiTypes);
  const bySigning = Map.groupBy(kinds, ({ signing }) => signing);
  const lines = [...bySigning].flatMap(([signing, all]) => {
    const service = services.get(signing);
    const writes = writesOf(service);
    return all
      .filter(({ cfn }) => cfn === undefined || !Object.hasOwn(CFN_ALIASES, cfn.name)) // a template's transform makes other types of them
      .map((kind) => lineOf(kind, all, service, lifeOf(kind, writes, takenBy(kind, all)), pulumiOf(kind)));
  });
  const operations = [...services.values()].reduce((sum, service) => sum + service.operations.size, 0);
  const counts = { cloudformation: cfnTypes.length, terraform: tfTypes.length, pulumi: pulumiTypes.length, operations };
  return [header(counts), ...lines.sort()].join('\n') + '\n';
}

/** Nouns of the service's other kinds. */
function takenBy(kind: Kind, all: readonly Kind[]): ReadonlySet<string> {
  const isOther = (one: Kind): boolean => one !== kind && (one.cfn === undefined || one.cfn !== kind.cfn) && one.nouns[0] !== kind.nouns[0];
  return new Set(all.filter(isOther).flatMap(({ nouns }) => nouns.slice(0, 1)));
}

function header(counts: Readonly<Record<string, number>>): string {
  const versions = ['@aws-cdk/aws-service-spec', '@cdktn/provider-aws', '@pulumi/aws', 'aws-sdk'].map(
    (name) => `${name} ${pins().get(name)?.version ?? ''}`,
  );
  return [
    '# Made by `npm run knowledge`: do not edit. See docs/knowledge.md.',
    `# from ${versions.join(', ')} and ${[...pins().keys()].filter((name) => name.startsWith('@aws-sdk/client-')).length} clients`,
    `# inputs ${Object.entries(counts)
      .map(([name, count]) => `${name}=${count}`)
      .join(' ')}`,
  ].join('\n');
}

function lineOf(kind: Kind, all: readonly Kind[], service: Service | undefined, life: Life, pulumi: PulumiType | undefined): string {
  const { tf, cfn, signing } = kind;
  const parent = parentOf(kind, all);
  const names = namesOf(kind, pulumi, service?.sensitive ?? new Set());
  const events = (operations: readonly string[]): string =>
    [...new Set(operations.map((name) => eventNameOf(signing, name, service?.operations.get(name)?.uri ?? '')))].join(' ');
  return [
    tf?.name ?? '',
    cfn?.name ?? '',
    signing === '' || cfn?.name.startsWith('Alexa::') ? '' : sourceOf(signing),
    names.names.join(' '),
    names.state.join(' '),
    names.property,
    names.id,
    parent === undefined ? '' : [parent.tfType, parent.attribute, parent.property ?? ''].join(' ').trimEnd(),
    events(life.made),
    events(life.changed),
    events(life.gone),
    (cfn?.identifiers ?? []).join(' '),
    (cfn?.ref ?? []).join(' '),
    cfn === undefined || parent !== undefined || Object.hasOwn(CFN_PARTS, cfn.name) ? '' : arnOf(cfn),
    names.pulumi,
  ]
    .join('\t')
    .trimEnd();
}

/** `arn:${Partition}:sqs:${Region}:${Account}:${QueueName}` → `sqs:{r}:{a}:{n}` (`{i}` for what must be an id); nothing where more than one name is in it. */
function arnOf({ arn, noun, identifiers }: CfnType): string {
  const text = arn
    .replace(/^arn:[^:]+:/, '')
    .replace('${Region}', '{r}')
    .replace('${Account}', '{a}');
  const [variable, ...others] = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name);
  if (variable === undefined || others.length > 0) return '';
  const isOwn =
    letters(variable).startsWith(letters(noun)) ||
    identifiers.includes(variable) ||
    letters(noun).startsWith(letters(variable).replace(/(name|id)$/, ''));
  return isOwn ? text.replace(`\${${variable}}`, /I[dD]$/.test(variable) ? '{i}' : '{n}') : '';
}

/** Pulumi names a type by module and noun, and its documentation knows no Terraform name: letters must do. */
function finder(types: readonly PulumiType[]): (kind: Kind) => PulumiType | undefined {
  const byLetters = new Map(types.map((type) => [type.letters, type]));
  const byName = Map.groupBy(types, ({ bare }) => bare);
  return ({ tf }) => {
    if (tf === undefined) return undefined;
    const bare = tf.name.slice('aws_'.length);
    const [first = '', ...rest] = bare.split('_');
    const alone = byName.get(letters(bare)) ?? byName.get(letters(rest.join(''))) ?? [];
    return (
      byLetters.get(letters(bare)) ??
      alone.find(({ token }) => token.startsWith(`aws:${first}/`)) ??
      (alone.length === 1 ? alone[0] : undefined)
    );
  };
}
