// What Terraform's language says, as plain data: blocks with places, and expressions still to be evaluated.
import type { Range } from '../declared.ts';

/** The right side of `name = …`, kept as text until somebody asks. */
export interface HclAttribute {
  readonly source: string;
  /** In `.tf.json` a string is a template, not an expression. */
  readonly form: 'expression' | 'template';
  /** Line in the file, from 0. */
  readonly line: number;
}

export interface HclBlock {
  readonly file: string;
  /** `resource`, `module`, `locals`, `tags`. */
  readonly type: string;
  readonly labels: readonly string[];
  readonly range: Range;
  /** From the block's type to its last label. */
  readonly headRange: Range;
  readonly attributes: ReadonlyMap<string, HclAttribute>;
  readonly blocks: readonly HclBlock[];
}

/** One file: its blocks, and for a `.tfvars` file its attributes. */
export interface HclFile {
  readonly attributes: ReadonlyMap<string, HclAttribute>;
  readonly blocks: readonly HclBlock[];
}

/** Steps from a value into it: `.name`, `[0]`, `[*]`. */
export type Step =
  { readonly kind: 'name'; readonly name: string } | { readonly kind: 'index'; readonly index: Expression } | { readonly kind: 'splat' };

export type Expression =
  /** Strings without holes; numbers, `true`, `false` as text. */
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'null' }
  | { readonly kind: 'template'; readonly parts: readonly Expression[] }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'access'; readonly of: Expression; readonly steps: readonly Step[] }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly kind: 'tuple'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: 'conditional'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: 'operation'; readonly operator: string; readonly operands: readonly Expression[] }
  /** `for` expressions, directives and whatever does not parse. */
  | { readonly kind: 'unknown' };

/** The text of a plain literal (quoted without holes or escapes, number, boolean), without parsing the expression. */
export function plainLiteral({ source, form }: HclAttribute): string | undefined {
  if (form === 'template') return /[$%]\{/.test(source) ? undefined : source;
  const quoted = /^"([^"\\\n]*)"$/.exec(source)?.[1];
  if (quoted !== undefined) return /[$%]\{/.test(quoted) ? undefined : quoted;
  return /^(-?\d+(\.\d+)?|true|false)$/.test(source) ? source : undefined;
}
