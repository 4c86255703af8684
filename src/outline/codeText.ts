// How places in code, and the want of them, read.
import type { HistoryRow } from '../protocol/backend.ts';
import { visible } from '../protocol/visible.ts';
import type { Match, ResourceIdentity } from '../resource/identity.ts';
import { ago } from './words.ts';

/** What a picker of places shows of one. */
export interface PlaceText {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** What is told of a declared resource that may be meant. */
export interface Declared {
  readonly declared: {
    readonly address: string;
    readonly resource: { readonly tool: string; readonly iacType: string; readonly address: string };
  };
  readonly match: Match & { readonly part?: true };
}

const TOOLS: Readonly<Record<string, string>> = {
  terraform: 'Terraform',
  cloudformation: 'CloudFormation',
  cdk: 'CDK',
  pulumi: 'Pulumi',
  serverless: 'Serverless',
  cdktf: 'CDK for Terraform',
};

/** A tool's name as people write it. */
export function toolName(tool: string): string {
  return TOOLS[tool] ?? tool;
}

/** `place`: file and line. */
export function candidateText({ declared, match }: Declared, place: string): PlaceText {
  const { resource } = declared;
  const instance = resource.iacType === 'module' ? `makes ${visible(declared.address, 120)}` : '';
  const sure = match.confidence === 'exact' ? '' : match.confidence === 'strong' ? 'by name' : match.confidence;
  return {
    label: visible(resource.address, 120),
    description: [toolName(resource.tool), visible(place, 120)].join(' · '),
    detail: [match.part ? 'a part of it' : '', instance, sure, visible(match.reason, 200)].filter((part) => part !== '').join(' · '),
  };
}

/** That nothing declares a resource, and who made it as far as that is held. `bounded`: not all files were read. */
export function notDeclaredText(
  { address }: ResourceIdentity,
  created: HistoryRow | undefined,
  { now, bounded }: { readonly now: number; readonly bounded: boolean },
): string {
  const none = `No code in this workspace declares ${visible(address, 120)}.`;
  const limit = bounded ? ' Only the first files of this large workspace were read.' : '';
  if (!created) return `${none}${limit} Who created it is not held.`;
  const means = created.origin.kind === 'unknown' ? '' : `, ${visible(created.origin.name, 60)}`;
  const who = visible(created.actor.name, 120);
  return `${none}${limit} It was created ${ago(created.time, now)} by ${who}${means} (${visible(created.eventName, 60)}).`;
}
