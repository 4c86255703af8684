// The tree of constructs that synthesis writes: which class each is of and, since 2.251, which entry of a template it makes.
import { fields, isObject, parseJson, text } from '../fields.ts';

export interface ConstructTree {
  /** Construct path → class: `aws-cdk-lib.aws_s3.Bucket`. */
  readonly classes: ReadonlyMap<string, string>;
  /** Construct path → logical id. */
  readonly logicalIds: ReadonlyMap<string, string>;
}

/** Constructs beyond this number are not looked at. */
const MOST = 500_000;

/** Reads the text of `tree.json`; empty when it is not there or none. */
export function readTree(json: string | undefined): ConstructTree {
  const classes = new Map<string, string>();
  const logicalIds = new Map<string, string>();
  // Not by recursion: how deep it goes is the file's own choice.
  const waiting: unknown[] = [fields(parseJson(json)).tree];
  for (let at = 0; at < waiting.length && at < MOST; at++) {
    const node = fields(waiting[at]);
    const path = text(node.path);
    const className = text(fields(node.constructInfo).fqn);
    const logicalId = text(fields(node.attributes)['aws:cdk:cloudformation:logicalId']);
    if (path !== undefined && className !== undefined) classes.set(path, className);
    if (path !== undefined && logicalId !== undefined) logicalIds.set(path, logicalId);
    if (isObject(node.children)) for (const child of Object.values(node.children)) waiting.push(child);
  }
  return { classes, logicalIds };
}
