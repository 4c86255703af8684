// Arguments of commands: ours come as they were made, others' may be anything.
import type { ActivityNode } from '../outline/activity.ts';
import type { CursorNode } from '../outline/cursor.ts';
import type { DriftCandidateNode } from '../outline/driftTree.ts';
import type { OutsideChange } from '../outline/outsideTree.ts';
import type { SourceNode } from '../outline/sources.ts';
import type { Backend } from '../protocol/backend.ts';
import type { EventDocuments } from './eventDocuments.ts';
import { UserProblem } from './showProblem.ts';
import type { Place } from './showHistory.ts';

/** A text, or undefined. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** A CodeLens' place. Menus give the document's URI alone: then the cursor counts. */
export function place(value: unknown): Place | undefined {
  if (typeof value !== 'object' || value === null || !('uri' in value) || !('line' in value)) return undefined;
  const { uri, line } = value;
  return typeof uri === 'string' && typeof line === 'number' ? { uri, line } : undefined;
}

/** Nodes of other trees that hold an event as Activity does. */
type Holding = Extract<CursorNode, { kind: 'change' }> | OutsideChange | DriftCandidateNode;

const ACTIVITY: Readonly<Record<ActivityNode['kind'], true>> = { group: true, event: true, more: true, note: true, step: true };
const SOURCE: Readonly<Record<SourceNode['kind'], true>> = { source: true, fact: true, problems: true, problem: true, more: true };

/** Whether it is a node of Activity. */
export function isActivityNode(value: unknown): value is ActivityNode {
  return kindIn(ACTIVITY, value);
}

/** A node of Activity. Throws when called on none. */
export function activityNode(value: unknown): ActivityNode {
  if (kindIn({ change: true, outsideChange: true, driftCandidate: true }, value)) return (value as Holding).event;
  // Only our tree gives objects of these kinds.
  if (isActivityNode(value)) return value;
  throw new UserProblem('Call this from an entry of TrailLens’ Activity view.');
}

/** Whether it asks for more changes of the resource under the cursor. */
export function isMoreChanges(value: unknown): boolean {
  return kindIn({ moreChanges: true }, value);
}

/** A node of Sources, or undefined. */
export function sourceNode(value: unknown): SourceNode | undefined {
  return kindIn(SOURCE, value) ? (value as SourceNode) : undefined;
}

function kindIn(kinds: Readonly<Record<string, true>>, value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string' && Object.hasOwn(kinds, value.kind)
  );
}

/** Opens an event's record. */
export async function openEventJson(node: ActivityNode, backend: Backend, documents: EventDocuments): Promise<void> {
  if (node.kind !== 'event') return;
  const detail = await backend.call('event', { ref: node.row.ref });
  if (!detail) throw new UserProblem('This event is no longer held. Refresh the view.');
  await documents.open(detail.key);
}
