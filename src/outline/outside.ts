// Whether a change came by another way than the tool that declares the resource.
import type { Origin } from '../event/event.ts';
import { isOutside } from '../event/ownOrigin.ts';
import { toolName } from './codeText.ts';

/** `outside Terraform`; undefined when it came by the tool itself, or nobody can tell by what means it came. */
export function outsideText(tool: string, origin: Origin): string | undefined {
  return isOutside(tool, origin) ? `outside ${toolName(tool)}` : undefined;
}
