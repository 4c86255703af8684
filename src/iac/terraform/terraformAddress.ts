// Addresses as Terraform writes them, in state and in `moved`, `removed` and `import` blocks: `module.a["x"].aws_s3_bucket.logs[0]`.
import type { Expression, HclAttribute } from './hcl.ts';
import { parseExpression } from './hclExpression.ts';
import { isKnown } from '../pattern.ts';
import type { Scope } from './terraformEval.ts';
import { Trace, asText, evaluate } from './terraformEval.ts';

/** The parts of an address. */
export interface Address {
  /** `module.a["x"]`, `''` at the root. */
  readonly moduleAddress: string;
  /** Absent where the address is of a module. */
  readonly resource?: { readonly type: string; readonly name: string; readonly key: string };
}

const KEY = String.raw`\[(?:\d+|"(?:[^"\\]|\\.)*"|\*)\]`;
const MODULES = new RegExp(String.raw`^(?:module\.[^.[\]"\s]+(?:${KEY})?(?:\.|$))*`);
const RESOURCE = new RegExp(String.raw`^([^.[\]"\s]+)\.([^.[\]"\s]+)(${KEY})?$`);

/** The parts of an address of a managed resource or a module; undefined for anything else. */
export function parseAddress(text: string): Address | undefined {
  const modules = MODULES.exec(text)?.[0] ?? '';
  const moduleAddress = modules.replace(/\.$/, '');
  const rest = text.slice(modules.length);
  if (rest === '') return modules === '' || modules.endsWith('.') ? undefined : { moduleAddress };
  const [, type, name, key = ''] = RESOURCE.exec(rest) ?? [];
  return type === undefined || name === undefined || type === 'data' ? undefined : { moduleAddress, resource: { type, name, key } };
}

/** `module.a["x"].module.b[0]` → `module.a.module.b`. */
export function withoutKeys(address: string): string {
  return address.replace(new RegExp(KEY, 'g'), '');
}

/** The address that a block refers to, with its keys as state writes them; undefined where the code does not tell. */
export function referredAddress(attribute: HclAttribute | undefined, scope: Scope): string | undefined {
  if (!attribute) return undefined;
  // JSON writes references as text, sometimes in `${…}`.
  const source = attribute.source.replace(/^\$\{(.*)\}$/s, '$1');
  const expression = parseExpression(scope.module.parser, { ...attribute, source, form: 'expression' });
  return expression.kind === 'access' && expression.of.kind === 'variable' ? addressOf(expression.of.name, expression, scope) : undefined;
}

function addressOf(first: string, { steps }: Extract<Expression, { kind: 'access' }>, scope: Scope): string | undefined {
  let address = first;
  for (const step of steps) {
    if (step.kind === 'splat') return undefined;
    if (step.kind === 'name') {
      address += `.${step.name}`;
      continue;
    }
    const key = asText(evaluate(step.index, scope, new Trace()));
    if (!isKnown(key)) return undefined;
    address += /^\d+$/.test(key) ? `[${key}]` : `[${JSON.stringify(key)}]`;
  }
  return address;
}
