// Which types the Terraform AWS provider has, and their attributes: from the typed bindings that are generated of its schema.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { isObject, packageDir } from './packages.ts';

export interface TfType {
  /** `aws_sqs_queue`. */
  readonly name: string;
  /** Attributes of one text that the code may set; true for those it must. */
  readonly settable: ReadonlyMap<string, boolean>;
  /** Attributes of one text that the provider fills in. */
  readonly computed: ReadonlySet<string>;
  readonly hasTags: boolean;
}

/** The file is 150 MB of JSON and becomes about 1 GB in memory; only what is needed of it is kept. */
export function readTfTypes(): readonly TfType[] {
  const assembly: unknown = JSON.parse(fs.readFileSync(path.join(packageDir('@cdktn/provider-aws'), '.jsii'), 'utf8'));
  const types = isObject(assembly) && isObject(assembly['types']) ? assembly['types'] : {};
  const found: TfType[] = [];
  for (const type of Object.values(types)) {
    if (!isObject(type) || type['base'] !== 'cdktn.TerraformResource') continue;
    const [, name = ''] = /(aws_\w+)\}?\.?$/.exec(summaryOf(type)) ?? [];
    if (name === '') continue;
    found.push(typeOf(name, type, types[`${String(type['fqn'])}Config`]));
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function typeOf(name: string, type: Readonly<Record<string, unknown>>, config: unknown): TfType {
  const settable = new Map<string, boolean>();
  // The docs of a setting name it as Terraform does: `…#bucket_prefix S3Bucket#bucket_prefix}`.
  for (const property of propertiesOf(config)) {
    const [, attribute] = /#(\w+)\}/.exec(summaryOf(property)) ?? [];
    if (attribute !== undefined && isText(property)) settable.set(attribute, property['optional'] !== true);
  }
  const computed = new Set<string>();
  const own = propertiesOf(type);
  for (const property of own) {
    const attribute = snake(String(property['name']));
    if (property['immutable'] === true && property['static'] !== true && isText(property) && !/_input$/.test(attribute))
      computed.add(attribute);
  }
  for (const attribute of settable.keys()) computed.delete(attribute);
  return { name, settable, computed, hasTags: own.some((property) => property['name'] === 'tagsInput') };
}

const isText = (property: Readonly<Record<string, unknown>>): boolean =>
  isObject(property['type']) && property['type']['primitive'] === 'string';

function propertiesOf(type: unknown): Readonly<Record<string, unknown>>[] {
  return isObject(type) && Array.isArray(type['properties']) ? type['properties'].filter(isObject) : [];
}

function summaryOf(entity: Readonly<Record<string, unknown>>): string {
  return isObject(entity['docs']) ? String(entity['docs']['summary']) : '';
}

/** `bucketDomainName` → `bucket_domain_name`. */
const snake = (name: string): string => name.replace(/([A-Z])/g, '_$1').toLowerCase();
