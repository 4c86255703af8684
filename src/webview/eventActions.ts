// Where one can go from an event.
import type { EventDetail } from '../protocol/backend.ts';
import type { Pivot } from '../protocol/panel.ts';
import { h, icon, iconButton, link } from './dom.ts';
import { button } from './button.ts';
import { member, parseJson, valueText } from './json.ts';
import { clip } from './text.ts';

export interface EventActions {
  readonly openInEditor: (key: string) => void;
  readonly compare: (key: string) => void;
  readonly pivot: (key: string, pivot: Pivot, value?: string) => void;
  /** To the code that declares a resource it names. */
  readonly goToCode: (key: string, value: string) => void;
}

/** The event's record in an editor, and beside its predecessor; a reason where there is none. */
export function buttons(detail: EventDetail, actions: EventActions): HTMLElement {
  const { row, key, previousKey } = detail;
  const compare = button('Compare with Previous Change', 'diff', () => actions.compare(key), true);
  const reason =
    previousKey !== undefined
      ? 'The previous change of the same attributes, side by side'
      : row.outcome === 'change'
        ? 'No earlier change of the same attributes is held'
        : row.outcome === 'attempt'
          ? 'A failed attempt changed nothing'
          : 'This event changed nothing';
  if (previousKey === undefined) compare.setAttribute('disabled', '');
  // A disabled button shows no tooltip of its own.
  return h(
    'div',
    { class: 'buttons' },
    button('Open in Editor', 'go-to-file', () => actions.openInEditor(key), true),
    h('span', { title: reason, class: 'wrap' }, compare, previousKey === undefined && h('span', { class: 'reason' }, reason)),
  );
}

/** All by the same actor, session, key, address, request; the histories of the resources it names. */
export function pivots({ row, key, touches, record }: EventDetail, actions: EventActions): HTMLElement {
  const request = member(parseJson(record), 'requestID');
  const requestId = request?.kind === 'string' ? valueText(record, request) : '';
  const offers: readonly (readonly [Pivot, string, string, string])[] = [
    ['actor', 'Actor', row.actor.name, 'account'],
    ['session', 'Session', row.actor.session ?? '', 'terminal'],
    ['accessKey', 'Access key', row.accessKeyId, 'key'],
    ['ip', 'Address', row.sourceIPAddress, 'globe'],
    ['request', 'Request', requestId, 'link'],
  ];
  const same = offers
    .filter(([, , value]) => value !== '')
    .map(([pivot, label, value, sign]) =>
      offer(`All events with the same ${label.toLowerCase()}`, label, value, sign, () => actions.pivot(key, pivot)),
    );
  // The same resource is often named in several forms; one way there is enough.
  const names = new Map(touches.map((touch) => [touch.name, touch]));
  const shownTouches = [...names.values()].slice(0, 30);
  const resources = shownTouches.map((touch) =>
    h(
      'span',
      { class: 'touched' },
      offer(
        `Show History of this resource\n${touch.path}${touch.role === 'mention' ? '\nmentioned in passing' : ''}`,
        touch.type ?? 'Resource',
        touch.name,
        touch.role === 'target' ? 'target' : 'references',
        () => actions.pivot(key, 'resource', touch.name),
      ),
      iconButton('code', `Go to Code of ${clip(touch.name, 200)}`, () => actions.goToCode(key, touch.name)),
    ),
  );
  return h(
    'div',
    { class: 'pivots' },
    h('h3', {}, 'Show all by the same'),
    h('div', { class: 'offers' }, ...same),
    resources.length > 0 && h('h3', {}, 'Resources it names'),
    resources.length > 0 && h('div', { class: 'offers' }, ...resources),
  );
}

function offer(title: string, label: string, value: string, sign: string, onClick: () => void): HTMLElement {
  return link(
    onClick,
    { class: 'offer', title: `${title}\n${clip(value, 1000)}` },
    icon(sign),
    h('span', { class: 'label' }, label),
    h('span', { class: 'text' }, clip(value, 200)),
  );
}
