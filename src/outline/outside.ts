// Whether a change came by another way than the tool that declares the resource.
import type { Origin } from '../event/event.ts';
import { toolName } from './codeText.ts';

/** By which means a tool's own changes come. What deploys through CloudFormation is called by it. */
const OWN: Readonly<Record<string, readonly Origin['kind'][]>> = {
  terraform: ['terraform'],
  cdktf: ['terraform'],
  cloudformation: ['cloudformation', 'cdk'],
  cdk: ['cloudformation', 'cdk'],
  serverless: ['cloudformation'],
  pulumi: ['pulumi'],
};

/** `outside Terraform`; undefined when it came by the tool itself, or nobody can tell by what means it came. */
export function outsideText(tool: string, origin: Origin): string | undefined {
  const own = OWN[tool];
  return own === undefined || origin.kind === 'unknown' || own.includes(origin.kind) ? undefined : `outside ${toolName(tool)}`;
}
