// Cheap signs that a text may declare resources, for those who must decide before a parser is loaded. This module loads nothing.

/** Imports stand at the head: no more of a program is looked at, in characters. */
const HEAD = 20_000;

/** Whether a program imports CDK for Terraform (`cdktf`, by its new name `cdktn`). */
export function hasCdktfSign(program: string): boolean {
  return /(?:from|require\(|import)\s*['"]?@?cdkt[fn]|\.gen\/providers\/aws|\bimports\.aws\b/.test(program.slice(0, HEAD));
}

/** Whether a program imports the AWS CDK or constructs, which may be of CDK for Terraform too. */
export function hasCdkSign(program: string): boolean {
  return /\b(?:aws-cdk-lib|aws_cdk)\b|@aws-cdk\/|(?:from|require\()\s*['"]?constructs\b/.test(program.slice(0, HEAD));
}

/** Whether a program imports Pulumi's packages for AWS. */
export function hasPulumiSign(program: string): boolean {
  return /@pulumi\/(?:aws|eks)|\bpulumi_(?:aws|eks)/.test(program.slice(0, HEAD));
}

/** Whether YAML or JSON looks like a program of Pulumi: resources in small letters, with types of packages. */
export function hasPulumiResources(text: string): boolean {
  // Blanks within a line only: over lines, each line of a long empty stretch would look to its end.
  return (
    /^[ \t]*"?resources"?[ \t]*:/m.test(text) &&
    /\btype"?[ \t]*:[ \t]*["']?[\w-]+:[\w/:-]+/.test(text) &&
    !/^[ \t]*"?Resources"?[ \t]*:/m.test(text)
  );
}

/** Whether a path is of a service of the Serverless Framework. */
export function isServiceFile(path: string): boolean {
  return /(^|[\\/])serverless([.-][\w-]+)?\.(ya?ml|json)$/i.test(path);
}

/** Whether a document may declare resources, by its path and, where the path does not say, by a look at its text. */
export function hasSign(path: string, text: () => string): boolean {
  if (/\.(tf|tofu)(\.json)?$/i.test(path)) return true;
  if (/\.(ya?ml|json|template)$/i.test(path))
    return /\bAWS::[A-Z]|AWSTemplateFormatVersion/.test(text()) || isServiceFile(path) || hasPulumiResources(text());
  return /\.(ts|mts|cts|js|mjs|cjs|py)$/i.test(path) && [hasCdkSign, hasCdktfSign, hasPulumiSign].some((sign) => sign(text()));
}

/** Whether JSON looks like a report of drift: a plan of Terraform or OpenTofu, or CloudFormation's answer. Only the head is looked at. */
export function hasDriftSign(path: string, text: () => string): boolean {
  if (!/\.json$/i.test(path)) return false;
  const head = text().slice(0, HEAD);
  return (
    (/"format_version"\s*:\s*"\d/.test(head) && /"(?:planned_values|resource_drift|resource_changes)"\s*:/.test(head)) ||
    /"(?:StackResourceDrifts|StackResourceDriftStatus)"\s*:/.test(head)
  );
}
