// What CloudFormation's types say of themselves, from the database behind the CDK.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isObject, packageDir } from './packages.ts';

export interface CfnType {
  /** `AWS::SQS::Queue`. */
  readonly name: string;
  /** `SQS` and `Queue`. */
  readonly group: string;
  readonly noun: string;
  readonly identifiers: readonly string[];
  /** What `Ref` gives, where that is not the identifier. */
  readonly ref: readonly string[];
  readonly arn: string;
  /** Properties that a template may set. */
  readonly settable: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
  /** Property → types of which it may name one. */
  readonly refers: ReadonlyMap<string, readonly string[]>;
}

export function readCfnTypes(): readonly CfnType[] {
  const file = path.join(packageDir('@aws-cdk/aws-service-spec'), 'db.json.gz');
  const db: unknown = JSON.parse(gunzipSync(fs.readFileSync(file)).toString('utf8'));
  const resource = isObject(db) && isObject(db['schema']) ? db['schema']['resource'] : undefined;
  const entities = isObject(resource) && Array.isArray(resource['entities']) ? resource['entities'] : [];
  return entities
    .filter(isObject)
    .map(typeOf)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function typeOf(entity: Readonly<Record<string, unknown>>): CfnType {
  const name = String(entity['cloudFormationType']);
  const [, group = '', noun = ''] = name.split('::');
  const properties = isObject(entity['properties']) ? entity['properties'] : {};
  const refers = new Map<string, readonly string[]>();
  for (const [property, { relationshipRefs }] of Object.entries(properties).filter(isPair)) {
    if (!Array.isArray(relationshipRefs)) continue;
    const types = relationshipRefs.filter(isObject).map((one) => String(one['cloudFormationType']));
    refers.set(property, [...new Set(types)]);
  }
  return {
    name,
    group,
    noun,
    identifiers: texts(entity['primaryIdentifier']),
    ref: texts(entity['cfnRefIdentifier']),
    arn: typeof entity['arnTemplate'] === 'string' ? entity['arnTemplate'] : '',
    settable: new Set(Object.keys(properties)),
    attributes: new Set(isObject(entity['attributes']) ? Object.keys(entity['attributes']) : []),
    refers,
  };
}

const isPair = (entry: [string, unknown]): entry is [string, Readonly<Record<string, unknown>>] => isObject(entry[1]);
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);
