// `import` blocks: the id of something that exists, beside the address it is to have.
import type { IdentityValue } from '../../resource/identity.ts';
import type { TypeKnowledge } from '../../resource/types.ts';
import type { HclBlock } from './hcl.ts';
import { baseName } from '../paths.ts';
import { toNameOrPattern } from '../pattern.ts';
import { parseAddress, referredAddress } from './terraformAddress.ts';
import type { Repetition, Scope } from './terraformEval.ts';
import { Trace, asText, evaluateAttribute } from './terraformEval.ts';
import { repetitions } from './terraformInstances.ts';
import type { Module } from './terraformModule.ts';

/** What one block says of one instance. */
export interface Import {
  /** With keys: `module.a["x"].aws_s3_bucket.logs[0]`. */
  readonly address: string;
  readonly id: string;
  readonly block: HclBlock;
}

/** All that the import blocks of a root module say. Terraform reads them there only. */
export function importsOf(root: Module): Import[] {
  return root.imports.flatMap((block) => {
    const scope: Scope = { module: root };
    return (repetitions(block, scope) ?? []).flatMap((repetition): Import[] => {
      const inInstance: Scope = { ...scope, ...(repetition ? { repetition } : {}) };
      const address = referredAddress(block.attributes.get('to'), inInstance);
      const id = asText(evaluateAttribute(block.attributes.get('id'), inInstance, new Trace()));
      return address === undefined || toNameOrPattern(id)?.kind !== 'name' ? [] : [{ address, id, block }];
    });
  });
}

/** The instances that imports name of a block whose repetition the code does not tell; undefined when there are none. */
export function importedInstances(imports: readonly Import[], address: string): Repetition[] | undefined {
  const found = imports.flatMap((one): Repetition[] => {
    const { resource, moduleAddress = '' } = parseAddress(one.address) ?? {};
    if (!resource || resource.key === '') return [];
    const whole = `${moduleAddress === '' ? '' : `${moduleAddress}.`}${resource.type}.${resource.name}`;
    if (whole !== address) return [];
    const key: unknown = JSON.parse(resource.key.slice(1, -1));
    return [typeof key === 'number' ? { index: String(key) } : { key: String(key) }];
  });
  return found.length > 0 ? found : undefined;
}

/** The names that imports give one instance. The id of a part mostly begins with what it is a part of: that is `parentId`. */
export function importedNames(
  imports: readonly Import[],
  address: string,
  knowledge: TypeKnowledge,
): { readonly values: IdentityValue[]; readonly parentId?: IdentityValue } {
  const one = imports.find((candidate) => sameAddress(candidate.address, address));
  if (!one) return { values: [] };
  const line = one.block.attributes.get('id')?.line ?? one.block.headRange.start.line;
  const via = {
    how: 'literal',
    text: `id of the import block in ${baseName(one.block.file)}`,
    file: one.block.file,
    line: line + 1,
  } as const;
  if (!knowledge.parent) return { values: [{ value: one.id, kind: kindOf(one.id, knowledge), via }] };
  const parent = one.id.startsWith('arn:') ? one.id : (/^[^,:]+?(?=[,:]|(?<!^)\/|$)/.exec(one.id)?.[0] ?? one.id);
  return { values: [], parentId: { value: parent, kind: 'id', via } };
}

/** Keys that are numbers in text are written either way. */
function sameAddress(a: string, b: string): boolean {
  const usual = (address: string): string => address.replace(/\["(\d+)"\]/g, '[$1]');
  return usual(a) === usual(b);
}

function kindOf(id: string, knowledge: TypeKnowledge): IdentityValue['kind'] {
  if (id.startsWith('arn:')) return 'arn';
  if (/^https?:\/\//.test(id)) return 'url';
  return knowledge.id === 'name' ? 'name' : 'id';
}
