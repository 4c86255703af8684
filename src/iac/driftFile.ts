// A report of drift, whichever tool wrote it.
import type { Drift } from './drift.ts';
import { isObject, parseJson } from './fields.ts';
import { baseName } from './paths.ts';
import { isStackDrift, readStackDrift } from './cloudformation/stackDrift.ts';
import { isPlan, readPlan } from './terraform/terraformPlan.ts';

export type { Drift, DriftedAttribute, DriftedResource } from './drift.ts';

const HOW =
  'Write a plan with "terraform plan -out=plan" and "terraform show -json plan > plan.json" (tofu the same), or CloudFormation’s drift with "aws cloudformation describe-stack-resource-drifts".';

/** Reads a report's text; a string says in words why it could not be. */
export function readDrift(written: string, file: string): Drift | string {
  const root = parseJson(written);
  const name = baseName(file);
  if (root === undefined) {
    if (/^\{"@level":/.test(written)) return `${name} is the log of a plan, which tells no values. ${HOW}`;
    return `${name} is not valid JSON. ${HOW}`;
  }
  if (isPlan(root)) return readPlan(root, file);
  if (isStackDrift(root)) return readStackDrift(root, file);
  if (isObject(root) && isObject(root.values) && typeof root.format_version === 'string')
    return `${name} is a state and no plan, so nothing in it can differ. ${HOW}`;
  if (isObject(root) && 'StackDriftStatus' in root)
    return `${name} tells that a stack drifted, but not how. "aws cloudformation describe-stack-resource-drifts" tells that.`;
  return `${name} is neither a Terraform plan nor CloudFormation’s drift. ${HOW}`;
}
