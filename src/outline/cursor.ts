// The Resource History tree as data: the changes of the resource under the cursor, or what to do to see any.
import type { HistoryRow } from '../protocol/backend.ts';
import { visible } from '../protocol/visible.ts';
import type { Lack, ResourceIdentity } from '../resource/identity.ts';
import type { ActivityNode } from './activity.ts';
import { eventText, type Reader } from './eventText.ts';
import { mendLabel } from './mendText.ts';
import { noteText, type NodeText } from './nodeText.ts';
import { outsideText } from './outside.ts';
import { count } from './words.ts';

/** What the view is about. */
export type CursorShown =
  | { readonly is: 'noCode' }
  | { readonly is: 'noResource' }
  | { readonly is: 'unresolved'; readonly identity: ResourceIdentity }
  | { readonly is: 'failed'; readonly message: string }
  | {
      readonly is: 'resource';
      readonly tool: string;
      readonly identity: ResourceIdentity;
      /** How many instances the block stands for. */
      readonly instances: number;
      readonly rows: readonly HistoryRow[];
      readonly total: number;
      readonly coverageText: string;
    };

/** Events are as in Activity, so that the same commands work on them. */
export type CursorNode =
  | { readonly kind: 'change'; readonly event: Extract<ActivityNode, { readonly kind: 'event' }>; readonly row: HistoryRow; readonly tool: string }
  | { readonly kind: 'moreChanges'; readonly rest: number }
  | { readonly kind: 'say'; readonly text: string; readonly detail: string; readonly fault?: true }
  | { readonly kind: 'mend'; readonly lack: Lack; readonly label: string }
  | { readonly kind: 'askByName' }; // prettier-ignore

/** The root's children. */
export function cursorNodes(shown: CursorShown): CursorNode[] {
  switch (shown.is) {
    case 'noCode':
      return [say('Open infrastructure code', 'Terraform, CloudFormation, CDK or Pulumi'), { kind: 'askByName' }];
    case 'noResource':
      return [say('Put the cursor on a resource', 'its changes appear here'), { kind: 'askByName' }];
    case 'unresolved':
      return [
        say('Not resolved', visible(shown.identity.missing ?? 'no name is known', 400)),
        ...mendOf(shown.identity),
        { kind: 'askByName' },
      ];
    case 'failed':
      return [{ ...say('The events could not be read', visible(shown.message, 400)), fault: true }];
    case 'resource': {
      const { identity, rows, total, tool } = shown;
      if (rows.length === 0) return [say('No change is held', visible(shown.coverageText, 600)), ...mendOf(identity)];
      const changes = rows.map((row): CursorNode => ({
        kind: 'change',
        event: { kind: 'event', row, known: 'none', identity },
        row,
        tool,
      }));
      return total > rows.length ? [...changes, { kind: 'moreChanges', rest: total - rows.length }] : changes;
    }
  }
}

/** Where the names are not all that there could be, the way to the others. */
function mendOf({ lack }: ResourceIdentity): CursorNode[] {
  const label = mendLabel(lack);
  return lack && label !== undefined ? [{ kind: 'mend', lack, label }] : [];
}

function say(text: string, detail: string): Extract<CursorNode, { readonly kind: 'say' }> {
  return { kind: 'say', text, detail };
}

/** Beside the view's title: which resource, and where. */
export function cursorDescription(shown: CursorShown, pinned: boolean): string {
  if (shown.is !== 'resource' && shown.is !== 'unresolved') return '';
  const { identity } = shown;
  const instances = shown.is === 'resource' && shown.instances > 1 ? `1 of ${count(shown.instances, 'instance')}` : '';
  const parts = [pinned ? 'pinned' : '', visible(identity.address, 80), instances, identity.account ?? '', identity.region ?? ''];
  return parts.filter((part) => part !== '').join(' · ');
}

/** How a node reads. */
export function cursorText(node: CursorNode, reader: Reader): NodeText {
  switch (node.kind) {
    case 'change': {
      const text = eventText(node.row, 'service', reader);
      const outside = outsideText(node.tool, node.row.origin);
      const description = [text.description ?? '', outside ?? '', visible(node.row.what, 80)].filter((part) => part !== '').join(' · ');
      return { ...text, description };
    }
    case 'moreChanges':
      return { label: 'Load more', description: count(node.rest, 'more change'), icon: 'ellipsis', expand: 'no', context: 'more' };
    case 'say':
      return noteText(node);
    case 'mend':
      return { label: node.label, icon: 'search-fuzzy', expand: 'no', context: 'step' };
    case 'askByName':
      return { label: 'Show History of…', icon: 'search', expand: 'no', context: 'step' };
  }
}
