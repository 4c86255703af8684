// The variables of `serverless.yml`: `${self:custom.name}`, `${opt:stage, 'dev'}`, `${sls:stage}`.
import { UNKNOWN } from '../pattern.ts';
import type { TemplateNode } from '../cloudformation/template.ts';
import { entry, scalar } from '../cloudformation/template.ts';

/** Variables within a variable's name are replaced so often, and a text may be so long. */
const ROUNDS = 8;
const LONGEST = 4_000;

/** The variables of one file, for one stage: UNKNOWN for any, none where the stage itself is looked for. */
export class Variables {
  readonly #root: TemplateNode | undefined;
  readonly #stage: string | undefined;
  /** By path; UNKNOWN while it is looked up, so that a circle ends. */
  readonly #known = new Map<string, string>();

  constructor(root: TemplateNode | undefined, stage: string | undefined) {
    this.#root = root;
    this.#stage = stage;
  }

  /** A text with its variables replaced; UNKNOWN where only deployment tells. What CloudFormation itself replaces is left as it is. */
  resolve(text: string): string {
    if (!text.includes('${')) return text;
    let resolved = text;
    // The innermost first: a variable's name may hold another.
    for (let round = 0; round < ROUNDS && resolved.length <= LONGEST; round++) {
      const before = resolved;
      resolved = resolved.replace(/\$\{([^${}]*)\}/g, (whole, inner: string) => {
        // `${AWS::Region}` and `${LogicalId}` are CloudFormation's.
        if (/^\s*AWS::/.test(inner) || /^\s*[\w.]+\s*$/.test(inner)) return `\u0001{${whole.slice(2)}`;
        return this.#valueOf(inner);
      });
      if (resolved === before) break;
    }
    return resolved.length > LONGEST ? UNKNOWN : resolved.replaceAll('\u0001{', '${');
  }

  /** A tree with the variables in its texts replaced. */
  resolveIn(node: TemplateNode): TemplateNode {
    if (node.kind === 'text') return { ...node, text: this.resolve(node.text) };
    if (node.kind === 'list') return { ...node, items: node.items.map((item) => this.resolveIn(item)) };
    return { ...node, entries: node.entries.map((one) => ({ ...one, value: this.resolveIn(one.value) })) };
  }

  /** The first of the alternatives that is known. */
  #valueOf(variable: string): string {
    for (const alternative of variable.split(',').map((part) => part.trim())) {
      const literal = /^(['"])(.*)\1$/.exec(alternative)?.[2];
      if (literal !== undefined) return literal;
      if (this.#stage !== undefined && /^(sls|opt):stage$|^self:provider\.stage$/.test(alternative)) return this.#stage;
      const path = /^self:([\w.-]+)$/.exec(alternative)?.[1];
      const found = path === undefined ? undefined : this.#lookUp(path);
      if (found !== undefined) return found;
    }
    return UNKNOWN;
  }

  #lookUp(path: string): string | undefined {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    let at: TemplateNode | undefined = this.#root;
    for (const part of path.split('.')) at = entry(at, part)?.value;
    // `service` may be written long.
    const text = scalar(at) ?? (path === 'service' ? scalar(entry(at, 'name')?.value) : undefined);
    if (text === undefined) return undefined;
    this.#known.set(path, UNKNOWN);
    const value = this.resolve(text);
    this.#known.set(path, value);
    return value;
  }
}
