// By which means a tool's own changes come, and how the filter language asks for all others.
import type { Origin } from './event.ts';
import type { FilterTerm } from './filter.ts';

/** What deploys through CloudFormation is called by it. */
const OWN: Readonly<Record<string, readonly Origin['kind'][]>> = {
  terraform: ['terraform'],
  cdktf: ['terraform'],
  cloudformation: ['cloudformation', 'cdk'],
  cdk: ['cloudformation', 'cdk'],
  serverless: ['cloudformation'],
  pulumi: ['pulumi'],
};

/** Other names that people know the tools by; `code` is any of them. */
const ALSO: Readonly<Record<string, string>> = { opentofu: 'terraform', tofu: 'terraform', cfn: 'cloudformation', sam: 'cloudformation' };
const ANY: readonly Origin['kind'][] = ['terraform', 'cloudformation', 'cdk', 'pulumi', 'crossplane'];

/** What `outside:` may name. */
export const outsideWords: readonly string[] = [...Object.keys(OWN), 'opentofu', 'code'];

/** The means by which the tool's own changes come; undefined for what is no tool. */
export function ownOrigins(tool: string): readonly Origin['kind'][] | undefined {
  const name = Object.hasOwn(ALSO, tool) ? (ALSO[tool] ?? tool) : tool;
  return name === 'code' ? ANY : Object.hasOwn(OWN, name) ? OWN[name] : undefined;
}

/** Whether a change came by another way than the tool; false where nobody can tell by what means it came. */
export function isOutside(tool: string, { kind }: Pick<Origin, 'kind'>): boolean {
  const own = ownOrigins(tool);
  return own !== undefined && kind !== 'unknown' && !own.includes(kind);
}

/** The same as a condition of the filter language; undefined when one of the words is no tool. */
export function outsideTerm(tools: readonly string[], not = false): FilterTerm | undefined {
  const own = tools.map((tool) => ownOrigins(tool.toLowerCase()));
  if (own.includes(undefined)) return undefined;
  return { field: 'origin', not: !not, any: [...new Set(['unknown', ...own.flatMap((kinds) => kinds ?? [])])] };
}
