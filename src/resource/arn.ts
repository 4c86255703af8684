// Amazon Resource Names: their parts, and every shorter form by which a record may name the same resource.
import { namesIn } from './arnNames.ts';

/** The parts of `arn:partition:service:region:account:resource`; region and account may be ''. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** All that follows the fifth colon: `role/service/x`, `log-group:/aws/lambda/web:*`. */
  readonly resource: string;
}

const arnPattern = /^arn:([^:\s]+):([^:\s]+):([^:\s]*):([^:\s]*):(\S[^\n\r]*)$/;

/** Longer texts are no ARNs. AWS limits most ARNs to 2,048 characters. */
const MAX_LENGTH = 2048;

/** The parts of an ARN, or undefined when the text is none. */
export function parseArn(text: string): Arn | undefined {
  if (!text.startsWith('arn:') || text.length > MAX_LENGTH) return undefined;
  const [, partition, service, region, account, resource] = arnPattern.exec(text) ?? [];
  if (partition === undefined || service === undefined || region === undefined || account === undefined || resource === undefined)
    return undefined;
  return { partition, service, region, account, resource };
}

/** What an ARN tells of names. */
export interface ArnNames {
  /** Other ARNs and shorter names of the very same resource. */
  readonly own: readonly string[];
  /** ARNs and names of the resource it is a part of: the bucket of an object, the function of a version. */
  readonly within: readonly string[];
}

/** Names of the resource and of what it is a part of; both without the ARN itself. */
export function arnNames(text: string): ArnNames {
  const arn = parseArn(text);
  if (arn === undefined) return { own: [], within: [] };
  const head = text.slice(0, text.length - arn.resource.length);
  const { names, resources, within, withinResources } = namesIn(arn.service, arn.resource);
  return {
    own: unique([...(resources ?? []).map((resource) => head + resource), ...names], text),
    within: unique([...(withinResources ?? []).map((resource) => head + resource), ...(within ?? [])], text),
  };
}

/**
 * All forms by which a record may name the resource or what it is a part of: the ARN itself first, then other ARNs, ids and names.
 * `arn:aws:s3:::logs/a.gz` → itself, `logs/a.gz`, `arn:aws:s3:::logs`, `logs`.
 */
export function arnForms(text: string): string[] {
  const { own, within } = arnNames(text);
  return [text, ...own, ...within.filter((form) => !own.includes(form))];
}

/** The shortest own name of the resource an ARN names: role `x` of `role/service/x`. The ARN itself when it tells none. */
export function arnTail(text: string): string {
  const names = arnNames(text).own.filter((name) => !name.startsWith('arn:'));
  return names.at(-1) ?? text;
}

function unique(forms: readonly string[], whole: string): string[] {
  return [...new Set(forms)].filter((form) => form !== '' && form !== '*' && form !== whole);
}
