// Programs in TypeScript, JavaScript and Python, as far as infrastructure is made in them: which classes are instantiated, with what.
import type { Range } from '../declared.ts';
import { loadParser } from '../grammar.ts';
import type { ProgramReading } from './programParse.ts';
import { parseProgram } from './programParse.ts';

/** An argument: what it comes to, with UNKNOWN (pattern.ts) for what only running the program tells, and as it is written. */
export interface Argument {
  readonly text: string;
  readonly source: string;
}

/** `new Bucket(this, 'Logs', { … })`, or in Python `Bucket(self, "Logs", …)`. */
export interface Construction {
  /** The class as the imports resolve it: `aws-cdk-lib.aws_s3.Bucket`, `@pulumi/aws.s3.Bucket`; the program's own by its bare name. */
  readonly callee: string;
  /** The class as it is written: `s3.Bucket`. */
  readonly written: string;
  readonly positional: readonly Argument[];
  /** Keyword arguments, and the members of object literals, by dotted path. */
  readonly properties: ReadonlyMap<string, Argument>;
  /** The class in whose body it stands. */
  readonly within?: string;
  /** The variable or member it is assigned to: `logs`, `this.logs`. */
  readonly assignedTo?: string;
  readonly range: Range;
  /** Up to and with the first two arguments. */
  readonly nameRange: Range;
}

/** Programs as last read: an editor asks for the same text again and again, and for one that is nearly the same. */
const lastRead = new Map<string, { readonly text: string; readonly reading: ProgramReading }>();
const MOST_HELD = 20;

/** Larger programs are not written by people, and their parsing cannot be interrupted, in characters. */
const LARGEST = 300_000;

/** Whether a path is of a program that can be read. JSX is not: nobody declares infrastructure in it. */
export function isProgram(path: string): boolean {
  return /\.(ts|mts|cts|js|mjs|cjs|py)$/i.test(path) && !/\.d\.[mc]?ts$/i.test(path);
}

/** What a program instantiates, in the order of the text. Never rejects for the sake of the text: what does not parse is left out. */
export async function readProgram(text: string, path: string): Promise<readonly Construction[]> {
  if (text.length > LARGEST) return [];
  const known = lastRead.get(path);
  if (known?.text === text) return known.reading.constructions;
  const language = path.toLowerCase().endsWith('.py') ? 'python' : 'typescript';
  const parser = await loadParser(language);
  const reading = parseProgram(parser, text, { language, path, before: lastRead.get(path)?.reading });
  lastRead.delete(path);
  lastRead.set(path, { text, reading });
  const [oldest] = lastRead.keys();
  if (lastRead.size > MOST_HELD && oldest !== undefined) lastRead.delete(oldest);
  return reading.constructions;
}
