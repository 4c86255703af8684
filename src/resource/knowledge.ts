// What the generator (`npm run knowledge`) knows of the types that have no line in the hand-checked table.
import type { TypeKnowledge } from './types.ts';

/** A line of `knowledge.generated.txt`. */
export interface GeneratedType extends TypeKnowledge {
  /** CloudFormation's primary identifier, in properties and attributes. */
  readonly identifiers: readonly string[];
  /** What `Ref` gives, where that is not the identifier. */
  readonly ref: readonly string[];
  /**
   * `sqs:{r}:{a}:{n}`: Region, account, and the name, or `{i}` where it must be the id; the partition comes in front. Only where the ARN holds
   * nothing else.
   */
  readonly arnTemplate?: string;
  /** `aws:sqs/queue:Queue`. */
  readonly pulumiToken?: string;
}

/**
 * The generated text, made ready to be asked: a comment per line with `#`, else one thing per line, in columns between tabs: Terraform's
 * type, CloudFormation's type, first label of the event source, attributes with the name, more attributes of the state, property with the
 * name, what Terraform's id is, parent (type, attribute, property), events that make, change and end it, identifiers, what `Ref` gives, ARN,
 * Pulumi's token. Lists are words. Several Terraform types may make one CloudFormation type; the one with the shortest name speaks for it.
 */
export class KnowledgeBase {
  readonly #lines: readonly string[];
  readonly #byType = new Map<string, number>();
  readonly #parsed = new Map<string, GeneratedType>();
  readonly #tfLength = new Map<string, number>();

  constructor(text: string) {
    this.#lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    this.#lines.forEach((line, i) => {
      const first = line.indexOf('\t');
      const tf = line.slice(0, first);
      const cfn = line.slice(first + 1, line.indexOf('\t', first + 1));
      if (tf !== '') this.#byType.set(tf, i);
      if (cfn === '' || (this.#tfLength.get(cfn) ?? Infinity) <= tf.length) return;
      this.#byType.set(cfn, i);
      this.#tfLength.set(cfn, tf.length);
    });
  }

  /** Knowledge of a type as Terraform or CloudFormation writes it; only lines that are asked for are taken apart. */
  get(iacType: string): GeneratedType | undefined {
    const known = this.#parsed.get(iacType);
    if (known !== undefined) return known;
    const line = this.#lines[this.#byType.get(iacType) ?? -1];
    if (line === undefined) return undefined;
    const made = parseLine(line);
    this.#parsed.set(iacType, made);
    return made;
  }

  /** All types, of both tools. */
  types(): Iterable<string> {
    return this.#byType.keys();
  }
}

function parseLine(line: string): GeneratedType {
  const [tfType, cfnType, service, names, state, property, id, part, made, changed, gone, identifiers, ref, arn, token] = line.split('\t');
  const [parentType, attribute = '', parentProperty] = words(part);
  return {
    ...(tfType ? { tfType } : {}),
    ...(cfnType ? { cfnType } : {}),
    ...(service ? { eventSource: `${service}.amazonaws.com` } : {}),
    nameAttributes: words(names),
    ...(property ? { nameProperty: property } : {}),
    stateAttributes: words(state),
    ...(id === 'name' || id === 'arn' ? { id } : {}),
    // Where only a template tells the parent, the attribute is empty.
    ...(parentType === undefined
      ? {}
      : { parent: { tfType: parentType, attribute, ...(parentProperty ? { property: parentProperty } : {}) } }),
    global: service !== undefined && GLOBAL_SERVICES.has(service),
    creates: words(made),
    updates: words(changed),
    deletes: words(gone),
    generatedName: 'none',
    guessed: false,
    identifiers: words(identifiers),
    ref: words(ref),
    ...(arn ? { arnTemplate: arn } : {}),
    ...(token ? { pulumiToken: token } : {}),
  };
}

/** Services whose events are recorded in one Region, wherever the caller is. */
export const GLOBAL_SERVICES: ReadonlySet<string> = new Set([
  'iam',
  'cloudfront',
  'route53',
  'organizations',
  'globalaccelerator',
  'waf',
  'shield',
  'budgets',
  'ce',
  'support',
  'health',
]);

let source: (() => string) | undefined;
let base: KnowledgeBase | undefined;

/**
 * Says where the generated text is to be had. It is read when a type without a line of its own is asked for the first time; what is
 * provided first stays. Without it, such types are guessed by their names.
 */
export function provideKnowledge(read: () => string): void {
  source ??= read;
}

/** What was generated of a type; undefined where there is nothing, or nothing was provided. */
export function generatedType(iacType: string): GeneratedType | undefined {
  if (base === undefined && source !== undefined) {
    try {
      base = new KnowledgeBase(source());
    } catch {
      // A damaged installation: guesses are as good as before.
      base = new KnowledgeBase('');
    }
  }
  return base?.get(iacType);
}

/** All types that something was generated of. */
export function generatedTypes(): Iterable<string> {
  generatedType('');
  return base?.types() ?? [];
}

function words(text = ''): string[] {
  return text === '' ? [] : text.split(' ');
}
