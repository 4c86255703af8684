// What infrastructure code declares, whichever tool it is written for; every reader in this folder answers in these types.

/** A place in a document: line and UTF-16 column, both from 0, as VS Code counts. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** From `start` up to, not including, `end`. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** One resource as the code writes it; it may stand for several in AWS (`count`, `for_each`, a module called twice). */
export interface DeclaredResource {
  readonly tool: 'terraform' | 'cloudformation' | 'cdk' | 'pulumi' | 'serverless' | 'cdktf';
  /** Within its module, template or program: `aws_s3_bucket.logs`, the logical id, `AppStack/Logs`, `aws:s3:Bucket::logs`. */
  readonly address: string;
  /** The type as the code writes it: `aws_s3_bucket`, `AWS::S3::Bucket`, `aws-cdk-lib.aws_s3.Bucket`, `aws:s3:Bucket`. */
  readonly iacType: string;
  /** Its label: `logs` of `aws_s3_bucket.logs`, the logical id, the construct's id; with `*` for what the text does not tell. */
  readonly name: string;
  /** The path the reader was given. */
  readonly file: string;
  /** The whole block, with its header. */
  readonly range: Range;
  /** The header up to its labels, or the logical id: where a CodeLens belongs. */
  readonly nameRange: Range;
  /** Attributes with plain literal values, by dotted path; numbers and booleans as text. */
  readonly attributes: Readonly<Record<string, string>>;
  /** How the block is repeated, if it is. */
  readonly repeated?: 'count' | 'for_each';
}

/** Finds the resources of one tool's files. */
export interface IacReader {
  /** By the path alone; a template is only known for sure once it is read. */
  canRead(path: string): boolean;
  /** In the order of the text. Never rejects for the sake of the text: what does not parse is left out. */
  read(text: string, path: string): Promise<DeclaredResource[]>;
}

/** The innermost resource whose block (header included) has the line, from 0. */
export function locate(resources: readonly DeclaredResource[], line: number): DeclaredResource | undefined {
  let found: DeclaredResource | undefined;
  for (const resource of resources) {
    if (line < resource.range.start.line || line > resource.range.end.line) continue;
    if (!found || span(resource) < span(found)) found = resource;
  }
  return found;
}

function span({ range }: DeclaredResource): number {
  return range.end.line - range.start.line;
}
