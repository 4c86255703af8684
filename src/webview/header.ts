// The top of the page: which resource, by which names, and how we came to know them.
import type { Identity, IdentityValue } from './answerTypes.ts';
import { fill, h, icon, iconButton, link } from './dom.ts';
import { evidences, valueKinds } from './signs.ts';
import type { PageState } from './state.ts';
import { clip, count } from './text.ts';
import { relative } from './time.ts';

export interface HeaderActions {
  readonly copy: (text: string) => void;
  readonly toggleEvidence: () => void;
  readonly goToCode: () => void;
  readonly mend: () => void;
}

export interface View {
  readonly element: HTMLElement;
  draw(state: PageState): void;
}

/** How many names stand in the header before one asks for all. */
const few = 2;

/** The header. */
export function createHeader(actions: HeaderActions): View {
  const element = h('header', { class: 'header' });
  let drawn: readonly unknown[] = [];
  return {
    element,
    draw({ panel, folds, code }) {
      if (!panel) return;
      const { identity } = panel.history;
      // Keeping the elements keeps the focus.
      const now = [identity, folds.evidence, code, panel.mend];
      if (now.every((one, index) => one === drawn[index])) return;
      const had = element.contains(document.activeElement);
      drawn = now;
      const evidence = evidenceButton(identity, folds.evidence, actions);
      fill(
        element,
        title(identity, code, actions),
        h('div', { class: 'names' }, ...identity.values.slice(0, folds.evidence ? 0 : few).map((value) => name(value, actions)), evidence),
        identity.missing !== undefined && missing(identity.missing, panel.mend, actions),
        folds.evidence && table(identity.values, actions),
      );
      if (had) evidence.focus();
    },
  };
}

function missing(words: string, mend: string | undefined, actions: HeaderActions): HTMLElement {
  const mending = mend !== undefined && link(actions.mend, { class: 'mend' }, mend);
  return h('div', { class: 'missing' }, icon('warning'), h('span', {}, words, mending && ' ', mending));
}

function title(identity: Identity, code: PageState['code'], actions: HeaderActions): HTMLElement {
  const type = identity.iacType ?? identity.resourceType;
  const known = identity.resourceType !== undefined && identity.resourceType !== type ? `\n${identity.resourceType}` : '';
  return h(
    'div',
    { class: 'title' },
    h('h1', { title: identity.address }, clip(identity.address, 400)),
    iconButton('copy', 'Copy address', () => actions.copy(identity.address)),
    type !== undefined && h('span', { class: 'type', title: `${type}${known}` }, type),
    h('span', { class: 'gap' }),
    codeLink(code, actions),
    identity.account !== undefined &&
      h('span', { class: 'chip', title: `Account ${identity.account}` }, icon('organization'), identity.account),
    identity.region !== undefined && h('span', { class: 'chip', title: `Region ${identity.region}` }, icon('globe'), identity.region),
  );
}

/** The way to the code; where there is none, the reason stands in its place. */
function codeLink(code: PageState['code'], actions: HeaderActions): HTMLElement {
  const text = [icon('code'), code?.is === 'none' ? 'Not in this workspace’s code' : 'Go to Code'];
  if (code?.is === 'none') return h('span', { class: 'to-code none', title: code.reason }, ...text);
  const where = code ? `\n${code.text}` : '';
  return link(actions.goToCode, { class: 'to-code', title: `Go to the code that declares this resource${where}` }, ...text);
}

function name(value: IdentityValue, actions: HeaderActions): HTMLElement {
  return h(
    'span',
    { class: 'identity' },
    h('span', { class: 'kind' }, valueKinds[value.kind]),
    h('code', { title: `${value.value}\n${because(value.via)}` }, clip(value.value, 300)),
    iconButton('copy', `Copy ${valueKinds[value.kind]}`, () => actions.copy(value.value)),
  );
}

/** The evidence in words, with its age where it was read once and is held since. */
function because({ text, readAt }: IdentityValue['via']): string {
  return readAt === undefined ? text : `${text}, read ${relative(readAt, Date.now())}`;
}

function evidenceButton(identity: Identity, open: boolean, actions: HeaderActions): HTMLButtonElement {
  const more = identity.values.length - few;
  const text =
    identity.values.length === 0
      ? 'No names known'
      : open
        ? 'Hide evidence'
        : more > 0
          ? `${count(more, 'more name')}, evidence`
          : 'Evidence';
  return link(
    actions.toggleEvidence,
    { class: 'fold', title: 'How the names of this resource are known', aria: { expanded: String(open) } },
    icon(open ? 'chevron-down' : 'chevron-right'),
    text,
  );
}

function table(values: readonly IdentityValue[], actions: HeaderActions): HTMLElement {
  const rows = values.map((value) =>
    h(
      'tr',
      {},
      h('td', { class: 'kind' }, valueKinds[value.kind]),
      h(
        'td',
        {},
        h('code', {}, clip(value.value, 2000)),
        iconButton('copy', `Copy ${valueKinds[value.kind]}`, () => actions.copy(value.value)),
      ),
      h('td', { class: 'how' }, h('span', { class: 'tag' }, evidences[value.via.how])),
      h(
        'td',
        { class: 'because' },
        because(value.via),
        value.via.file !== undefined && h('span', { class: 'file', title: value.via.file }, place(value.via)),
      ),
    ),
  );
  return h(
    'div',
    { class: 'evidence' },
    h('table', { aria: { label: 'Names of this resource with their evidence' } }, h('tbody', {}, ...rows)),
  );
}

function place({ file, line }: IdentityValue['via']): string {
  const name = (file ?? '').split(/[\\/]/).pop() ?? '';
  return line === undefined ? name : `${name}:${line}`;
}
