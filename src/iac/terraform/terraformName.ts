// What the code alone says of names: a resource's own, the resource it refers to, the names a foreign module may give.
import type { IdentityValue } from '../../resource/identity.ts';
import type { TypeKnowledge } from '../../resource/types.ts';
import type { Expression, HclBlock } from './hcl.ts';
import { baseName } from '../paths.ts';
import { UNKNOWN, isTelling, toPattern, valuesOfName } from '../pattern.ts';
import type { Scope } from './terraformEval.ts';
import { Trace, asText, evaluateAttribute, resourceName } from './terraformEval.ts';

/** The name that the code gives one instance, if it tells enough of it. */
export function namesInCode(block: HclBlock, scope: Scope, knowledge: TypeKnowledge): IdentityValue[] {
  const trace = new Trace();
  const name = resourceName(block, scope, trace);
  // A tag or the name of a part is no name of its own kind: it must be uncommon to say anything.
  if (!name || ((name.attribute.includes('.') || knowledge.parent) && !isTelling(name.text))) return [];
  const assumed = [...trace.assumed];
  const text = `${name.attribute} in ${baseName(block.file)}${assumed.length > 0 ? `, with ${assumed.join(', ')}` : ''}`;
  return valuesOfName(
    name.text,
    { how: assumed.length > 0 ? 'default' : 'literal', text, file: block.file, line: name.line + 1 },
    knowledge.arnPattern,
  );
}

/** Most modules put their `name` in front of the names of what they make. */
export function namesBeginning(call: HclBlock, scope: Scope): IdentityValue[] {
  return ['name', 'name_prefix', 'identifier', 'bucket', 'function_name', 'cluster_name', 'role_name'].flatMap((name) => {
    const attribute = call.attributes.get(name);
    const text = asText(evaluateAttribute(attribute, scope, new Trace()));
    if (!attribute || !isTelling(text)) return [];
    const via = { how: 'literal', text: `names that begin with the module's ${name}`, file: call.file, line: attribute.line + 1 } as const;
    return [{ value: toPattern(text + UNKNOWN), kind: 'pattern' as const, via }];
  });
}

/** `aws_s3_bucket.logs` of `aws_s3_bucket.logs[0].id`, with the index where there is one. */
export function resourceReference(expression: Expression): { readonly address: string; readonly index?: Expression } | undefined {
  if (expression.kind === 'template' && expression.parts.length === 1 && expression.parts[0]) return resourceReference(expression.parts[0]);
  if (expression.kind === 'tuple' && expression.items[0]) return resourceReference(expression.items[0]);
  if (expression.kind !== 'access' || expression.of.kind !== 'variable') return undefined;
  const [first, second] = expression.steps;
  if (first?.kind !== 'name') return undefined;
  return { address: `${expression.of.name}.${first.name}`, ...(second?.kind === 'index' ? { index: second.index } : {}) };
}
