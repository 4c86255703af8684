// The names that a Pulumi program alone tells: given ones, beginnings, and those that Pulumi makes up.
import type { IdentityValue } from '../../resource/identity.ts';
import type { TypeKnowledge } from '../../resource/types.ts';
import { baseName } from '../paths.ts';
import { UNKNOWN, isTelling, valuesOfName } from '../pattern.ts';
import type { PulumiDeclaration } from './pulumi.ts';
import { snake } from './pulumiToken.ts';

/** Properties that Pulumi calls otherwise than Terraform. */
const CALLED: Readonly<Record<string, string>> = { 'lambda:Function': 'name' };

/** Names of the resource, if the program tells enough of them. */
export function namesInProgram({ resource, properties, name, token }: PulumiDeclaration, knowledge: TypeKnowledge): IdentityValue[] {
  const native = token.package === 'aws-native' && knowledge.nameProperty ? [snake(knowledge.nameProperty)] : [];
  const called = CALLED[`${token.module}:${token.name}`];
  const usual = called === undefined ? knowledge.nameAttributes.map((attribute) => attribute.toLowerCase()) : [called];
  const attributes = native.length > 0 ? native : usual;
  const place = { file: resource.file, line: resource.nameRange.start.line + 1 };
  for (const attribute of attributes) {
    const given = properties.get(attribute);
    const begun = properties.get(`${attribute}_prefix`);
    const text = given?.text ?? (begun && begun.text + UNKNOWN);
    if (text === undefined) continue;
    // A tag or the name of a part is no name of its own kind: it must be uncommon to say anything.
    if ((attribute.includes('.') || knowledge.parent) && !isTelling(text)) return [];
    const via = { how: 'literal', text: `${given ? attribute : `${attribute}_prefix`} in ${baseName(resource.file)}`, ...place } as const;
    return valuesOfName(text, via, knowledge.arnPattern);
  }
  const [attribute] = attributes;
  // Without a name of its own kind there is none to make up.
  if (attribute === undefined || attribute.includes('.') || knowledge.parent || name.replaceAll(UNKNOWN, '') === '') return [];
  const via = { how: 'literal', text: `names that Pulumi makes up from ${resource.name}`, ...place } as const;
  return valuesOfName(`${name}-${UNKNOWN}`, via, knowledge.arnPattern);
}
