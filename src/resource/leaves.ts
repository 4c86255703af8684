// Walks every string of a JSON value with its path, without building anything for strings nobody is interested in.

/** Any JSON value; the same shape as the event model's, which this folder may not import. */
export type Json = string | number | boolean | null | readonly Json[] | JsonRecord;
export interface JsonRecord {
  readonly [key: string]: Json;
}

/** One step of a path: a member's name or an index. */
export type Step = string | number;

/** Records nest a few levels; what lies deeper than this is not looked at, so that hostile input cannot exhaust the stack. */
const MAX_DEPTH = 256;

/** Visits every string leaf. `steps` is the live path: copy it to keep it. The visitor ends the walk by returning `true`. */
export function walkLeaves(root: Json, visit: (text: string, steps: readonly Step[]) => boolean | void): void {
  const steps: Step[] = [];
  const walk = (value: Json): boolean => {
    if (typeof value === 'string') return visit(value, steps) === true;
    if (typeof value !== 'object' || value === null || steps.length >= MAX_DEPTH) return false;
    if (isList(value)) {
      return value.some((item, index) => stepInto(index, item));
    }
    for (const key of Object.keys(value)) {
      const member = value[key];
      if (member !== undefined && stepInto(key, member)) return true;
    }
    return false;
  };
  const stepInto = (step: Step, value: Json): boolean => {
    if (typeof value !== 'string' && typeof value !== 'object') return false;
    steps.push(step);
    const done = walk(value);
    steps.pop();
    return done;
  };
  walk(root);
}

/** A path as people read it: `requestParameters.instancesSet.items[0].instanceId`. */
export function pathText(steps: readonly Step[]): string {
  let text = '';
  for (const step of steps) text += typeof step === 'number' ? `[${step}]` : text === '' ? step : `.${step}`;
  return text;
}

/** Narrows to a list; `Array.isArray` does not narrow readonly arrays. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Narrows to an object with members. */
export function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON held in a string, as policy documents are; undefined when the string is none. */
export function jsonIn(text: string): Json | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
