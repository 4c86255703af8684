// Making elements. Every string becomes a text node with unseen characters shown: there is no other way to put text on the page.
import { visible, visibleParts } from './text.ts';

export type Child = Node | string | false | undefined;

/** What an element may be given. Texts of attributes are made visible too. */
export interface Props {
  readonly class?: string;
  readonly id?: string;
  readonly title?: string;
  readonly role?: string;
  readonly tabIndex?: number;
  readonly hidden?: boolean;
  readonly aria?: Readonly<Record<string, string>>;
  readonly data?: Readonly<Record<string, string>>;
  readonly onClick?: (event: MouseEvent) => void;
}

/** A new element with its children; `false` and undefined are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (props.class) element.className = props.class;
  if (props.id) element.id = props.id;
  if (props.title) element.title = visibleLines(props.title);
  if (props.role) element.setAttribute('role', props.role);
  if (props.tabIndex !== undefined) element.tabIndex = props.tabIndex;
  if (props.hidden) element.hidden = true;
  for (const [name, value] of Object.entries(props.aria ?? {})) element.setAttribute(`aria-${name}`, visible(value));
  for (const [name, value] of Object.entries(props.data ?? {})) element.dataset[name] = value;
  if (props.onClick) element.addEventListener('click', props.onClick as (event: Event) => void);
  add(element, children);
  return element;
}

function add(element: Element, children: readonly Child[]): void {
  for (const child of children) if (child) element.append(typeof child === 'string' ? shown(child) : child);
}

/** Text as nodes: unseen characters stand in a frame of their own, so that they are not taken for the text's. */
export function shown(text: string): Node {
  const parts = visibleParts(text);
  const [only] = parts;
  if (only && parts.length === 1 && !only.mark) return document.createTextNode(only.text);
  const fragment = document.createDocumentFragment();
  for (const part of parts) {
    if (!part.mark) fragment.append(part.text);
    else {
      const mark = document.createElement('span');
      mark.className = 'unseen';
      mark.textContent = part.text;
      fragment.append(mark);
    }
  }
  return fragment;
}

/** A tooltip's text: our own line breaks stay, every other unseen character is shown. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

/** Replaces all children. */
export function fill(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren();
  add(element, children);
}

/** Replaces the text only when it is another. */
export function say(element: Element, text: string): void {
  if (element.getAttribute('data-text') === text) return;
  element.setAttribute('data-text', text);
  element.replaceChildren(shown(text));
}

/** A codicon; purely decorative unless it has a label. */
export function icon(name: string, props: Props = {}): HTMLElement {
  const aria = props.aria ? { ...props.aria } : { hidden: 'true' };
  return h('span', {
    ...props,
    aria,
    class: `codicon codicon-${name}${props.class ? ` ${props.class}` : ''}`,
    ...(props.aria?.['label'] && { role: 'img' }),
  });
}

/** A button that is an icon alone; the label is its tooltip and its name for screen readers. */
export function iconButton(name: string, label: string, onClick: (event: MouseEvent) => void, props: Props = {}): HTMLButtonElement {
  const button = h('button', { title: label, aria: { label }, ...props, class: `icon-button ${props.class ?? ''}`, onClick }, icon(name));
  button.type = 'button';
  return button;
}

/** A button that looks like a link. */
export function link(onClick: (event: MouseEvent) => void, props: Props, ...children: readonly Child[]): HTMLButtonElement {
  const button = h('button', { ...props, class: `link ${props.class ?? ''}`, onClick }, ...children);
  button.type = 'button';
  return button;
}
