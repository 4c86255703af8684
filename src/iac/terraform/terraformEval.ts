// Evaluates expressions as far as the code alone goes: literals, locals, defaults of variables, a few functions. The rest is UNKNOWN.
import { typeKnowledge } from '../../resource/types.ts';
import type { Expression, HclAttribute, HclBlock, Step } from './hcl.ts';
import { parseExpression } from './hclExpression.ts';
import { UNKNOWN } from '../pattern.ts';
import type { Module } from './terraformModule.ts';
import { callFunction, operate } from './terraformFunctions.ts';
import type { Value } from './terraformFunctions.ts';

/** Which instance of a repeated block is meant. */
export interface Repetition {
  /** `count.index` */
  readonly index?: string;
  /** `each.key` */
  readonly key?: string;
  /** `each.value` */
  readonly value?: Value;
}

/** Where an expression stands: in which folder, called by whom, in which instance. */
export interface Scope {
  readonly module: Module;
  /** The call that leads here, in its own scope; absent in a root module. */
  readonly caller?: { readonly block: HclBlock; readonly scope: Scope };
  readonly repetition?: Repetition;
}

/** What evaluation came by, for the evidence; also its limits. */
export class Trace {
  /** Variables whose default or .tfvars value was used: "default of var.env". */
  readonly assumed = new Set<string>();
  depth = 0;
  steps = 0;
}

/** So much work per value, so deep: more is no name, and code may be hostile. */
const MOST_STEPS = 5_000;
const DEEPEST = 60;

/** The value of an attribute; unknown parts of text are UNKNOWN. Never throws. */
export function evaluateAttribute(attribute: HclAttribute | undefined, scope: Scope, trace: Trace): Value {
  if (!attribute) return UNKNOWN;
  return evaluate(parseExpression(scope.module.parser, attribute), scope, trace);
}

/** The value of an expression. */
export function evaluate(expression: Expression, scope: Scope, trace: Trace): Value {
  if (++trace.steps > MOST_STEPS || trace.depth >= DEEPEST) return UNKNOWN;
  trace.depth++;
  try {
    return evaluateKind(expression, scope, trace);
  } finally {
    trace.depth--;
  }
}

function evaluateKind(expression: Expression, scope: Scope, trace: Trace): Value {
  const inner = (part: Expression): Value => evaluate(part, scope, trace);
  switch (expression.kind) {
    case 'literal':
      return expression.text;
    case 'null':
      return null;
    case 'template': {
      const text = expression.parts.map((part) => asText(inner(part))).join('');
      return text.length > 2_000 ? UNKNOWN : text;
    }
    case 'variable':
      return UNKNOWN;
    case 'access':
      return access(expression.of, expression.steps, scope, trace);
    case 'call':
      return callFunction(expression.name, expression.arguments.map(inner));
    case 'tuple':
      return expression.items.map(inner);
    case 'object':
      return new Map(expression.entries.map(([key, value]) => [asText(inner(key)), inner(value)]));
    case 'conditional': {
      const test = inner(expression.test);
      if (test === 'true') return inner(expression.yes);
      if (test === 'false') return inner(expression.no);
      const [yes, no] = [inner(expression.yes), inner(expression.no)];
      return yes === no ? yes : UNKNOWN;
    }
    case 'operation':
      return operate(expression.operator, expression.operands.map(inner));
    case 'unknown':
      return UNKNOWN;
  }
}

/** Text of a value within a template; collections have none. */
export function asText(value: Value): string {
  return typeof value === 'string' ? value : UNKNOWN;
}

function access(of: Expression, steps: readonly Step[], scope: Scope, trace: Trace): Value {
  if (of.kind !== 'variable') return walk(evaluate(of, scope, trace), steps, scope, trace);
  const [first, ...rest] = steps;
  if (first?.kind !== 'name') return UNKNOWN;
  const { name } = first;
  switch (of.name) {
    case 'local':
      return walk(evaluateAttribute(scope.module.locals.get(name), outside(scope), trace), rest, scope, trace);
    case 'var':
      return walk(variable(name, scope, trace), rest, scope, trace);
    case 'count':
      return scope.repetition?.index ?? UNKNOWN;
    case 'each':
      return walk((name === 'key' ? scope.repetition?.key : scope.repetition?.value) ?? UNKNOWN, rest, scope, trace);
    case 'module':
      return moduleOutput(name, rest, scope, trace);
    case 'data':
    case 'path':
    case 'terraform':
    case 'self':
      return UNKNOWN;
    default: {
      const block = scope.module.resources.get(`${of.name}.${name}`);
      return block ? resourceAttribute(block, rest, scope, trace) : UNKNOWN;
    }
  }
}

function walk(value: Value, steps: readonly Step[], scope: Scope, trace: Trace): Value {
  let at = value;
  for (const step of steps) {
    if (step.kind === 'splat') return UNKNOWN;
    const key = step.kind === 'name' ? step.name : asText(evaluate(step.index, scope, trace));
    if (Array.isArray(at)) at = (at[Number(key)] as Value | undefined) ?? UNKNOWN;
    else if (at instanceof Map) at = (at.get(key) as Value | undefined) ?? UNKNOWN;
    else return UNKNOWN;
  }
  return at;
}

/** Locals, outputs and the like do not see the instance they are used from. */
function outside({ module, caller }: Scope): Scope {
  return { module, ...(caller ? { caller } : {}) };
}

function variable(name: string, scope: Scope, trace: Trace): Value {
  if (scope.caller) {
    const given = scope.caller.block.attributes.get(name);
    if (given) return evaluateAttribute(given, scope.caller.scope, trace);
  } else {
    const given = scope.module.givenVariables.get(name);
    if (given) {
      trace.assumed.add(`var.${name} from ${given.file.split(/[\\/]/).pop() ?? ''}`);
      return evaluateAttribute(given.attribute, outside(scope), trace);
    }
  }
  const fallback = scope.module.variables.get(name)?.attributes.get('default');
  if (!fallback) return UNKNOWN;
  trace.assumed.add(`default of var.${name}`);
  return evaluateAttribute(fallback, outside(scope), trace);
}

function moduleOutput(call: string, steps: readonly Step[], scope: Scope, trace: Trace): Value {
  const module = scope.module.children.get(call);
  const block = scope.module.calls.get(call);
  const rest = steps[0]?.kind === 'index' ? steps.slice(1) : steps;
  const [output, ...further] = rest;
  if (!module || !block || output?.kind !== 'name') return UNKNOWN;
  const value = module.outputs.get(output.name)?.attributes.get('value');
  return walk(evaluateAttribute(value, { module, caller: { block, scope: outside(scope) } }, trace), further, scope, trace);
}

/** An attribute of another resource, as far as that resource's own code tells it. */
function resourceAttribute(block: HclBlock, steps: readonly Step[], scope: Scope, trace: Trace): Value {
  let repetition: Repetition | undefined;
  let rest = steps;
  const [first] = steps;
  if (first?.kind === 'splat') return UNKNOWN;
  if (first?.kind === 'index') {
    const key = asText(evaluate(first.index, scope, trace));
    repetition = repetitionAt(block, key, scope, trace);
    rest = steps.slice(1);
  }
  const [attribute, ...further] = rest;
  if (attribute?.kind !== 'name') return UNKNOWN;
  const target: Scope = { ...outside(scope), ...(repetition ? { repetition } : {}) };
  const given = block.attributes.get(attribute.name);
  if (given) return walk(evaluateAttribute(given, target, trace), further, scope, trace);
  const knowledge = typeKnowledge(block.labels[0] ?? '');
  const isName = knowledge?.nameAttributes.includes(attribute.name) === true || (attribute.name === 'id' && knowledge?.id === 'name');
  return isName ? (resourceName(block, target, trace)?.text ?? UNKNOWN) : UNKNOWN;
}

function repetitionAt(block: HclBlock, key: string, scope: Scope, trace: Trace): Repetition {
  if (block.attributes.has('count')) return { index: key };
  const all = evaluateAttribute(block.attributes.get('for_each'), outside(scope), trace);
  return { key, value: (all instanceof Map ? (all.get(key) as Value | undefined) : key) ?? UNKNOWN };
}

/** The name the code gives a resource, with the attribute that gives it; undefined when it gives none. */
export function resourceName(block: HclBlock, scope: Scope, trace: Trace): { text: string; attribute: string; line: number } | undefined {
  for (const name of typeKnowledge(block.labels[0] ?? '')?.nameAttributes ?? []) {
    const [root = '', leaf] = name.split('.');
    const attribute = block.attributes.get(root);
    const prefix = block.attributes.get(`${root}_prefix`);
    if (attribute) {
      const value = evaluateAttribute(attribute, scope, trace);
      const text =
        leaf === undefined ? asText(value) : value instanceof Map ? asText((value.get(leaf) as Value | undefined) ?? UNKNOWN) : UNKNOWN;
      // `name = null` and a tag that is not there are as good as no name.
      if (value !== null && text !== UNKNOWN && text !== '') return { text, attribute: name, line: attribute.line };
    }
    if (prefix) {
      const text = asText(evaluateAttribute(prefix, scope, trace));
      if (text !== UNKNOWN) return { text: text + UNKNOWN, attribute: `${root}_prefix`, line: prefix.line };
    }
  }
  return undefined;
}
