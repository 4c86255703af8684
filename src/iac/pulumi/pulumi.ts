// Pulumi programs → the resources they declare: in TypeScript, JavaScript and Python, and in Pulumi's own YAML.
import type { DeclaredResource } from '../declared.ts';
import { isKnown, toPattern } from '../pattern.ts';
import type { Argument, Construction } from '../program/program.ts';
import type { Token } from './pulumiToken.ts';
import { snake, tokenOfClass, tokenText } from './pulumiToken.ts';

/** A resource as a program declares it. */
export interface PulumiDeclaration {
  readonly resource: DeclaredResource;
  readonly token: Token;
  /** The last part of its URN, with UNKNOWN for what the text does not tell. */
  readonly name: string;
  /** Its arguments by their names in snake case, nested ones by dotted path. */
  readonly properties: ReadonlyMap<string, Argument>;
  /** What other code of the file calls it by. */
  readonly variable?: string;
}

/** The resources of packages of Pulumi that a program makes, in its order. */
export function declarePulumi(program: readonly Construction[], file: string): PulumiDeclaration[] {
  const used = new Map<string, number>();
  return program.flatMap((construction): PulumiDeclaration[] => {
    const { callee, positional, properties, range, nameRange, assignedTo } = construction;
    const token = tokenOfClass(callee);
    const name = positional[0] ?? properties.get('resource_name');
    if (!token || !name) return [];
    return [declaration(token, name.text, properties, { file, range, nameRange }, used, assignedTo)];
  });
}

/** Puts a declaration together; `used` counts addresses, which code in branches may repeat. */
export function declaration(
  token: Token,
  name: string,
  properties: ReadonlyMap<string, Argument>,
  place: Pick<DeclaredResource, 'file' | 'range' | 'nameRange'>,
  used: Map<string, number>,
  variable: string | undefined,
): PulumiDeclaration {
  const type = tokenText(token);
  const label = toPattern(name);
  const address = `${type}::${label}`;
  const count = (used.get(address) ?? 0) + 1;
  used.set(address, count);
  return {
    token,
    name,
    properties: new Map([...properties].map(([key, value]) => [key.split('.').map(snake).join('.'), value])),
    ...(variable ? { variable } : {}),
    resource: {
      tool: 'pulumi',
      address: count === 1 ? address : `${address} (${count})`,
      iacType: type,
      name: label,
      ...place,
      attributes: Object.fromEntries([...properties].flatMap(([key, { text }]) => (isKnown(text) ? [[key, text]] : []))),
    },
  };
}
