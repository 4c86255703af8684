// Cheap signs that a text may declare resources, for those who must decide before a parser is loaded. This module loads nothing.

/** Imports stand at the head: no more of a program is looked at, in characters. */
const HEAD = 20_000;

const CDK = /\b(?:aws-cdk-lib|aws_cdk|@aws-cdk\/core|cdktf|cdktn)\b|(?:from|require\()\s*['"]?constructs\b/;
const PULUMI = /@pulumi\/aws|\bpulumi_aws/;

/** Whether a program imports what declares AWS resources. */
export function hasProgramSign(text: string): boolean {
  const head = text.slice(0, HEAD);
  return CDK.test(head) || PULUMI.test(head);
}

/** Whether a document may declare resources, by its path and, where the path does not say, by a look at its text. */
export function hasSign(path: string, text: () => string): boolean {
  if (/\.(tf|tofu)(\.json)?$/i.test(path)) return true;
  if (/\.(ya?ml|json|template)$/i.test(path)) return /\bAWS::[A-Z]|AWSTemplateFormatVersion/.test(text());
  return /\.(ts|mts|cts|js|mjs|cjs|py)$/i.test(path) && hasProgramSign(text());
}
