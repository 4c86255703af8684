// The record as a tree: folds, is searched, and gives any value or path to the clipboard.
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { fill, h, iconButton } from './dom.ts';
import { ancestorsOf, findNodes, linesOf, nodesOf, parseJson, valueText } from './json.ts';
import type { JsonLine, JsonNode } from './json.ts';
import { createJsonLine } from './jsonLine.ts';
import { clip, count, number } from './text.ts';

export interface JsonView {
  readonly element: HTMLElement;
  /** Shows another text. */
  show(text: string): void;
  /** Puts the cursor into the find box. */
  find(): void;
}

/** So many lines are drawn; the rest on demand. */
const portion = 1500;

/** The tree; `copy` puts a text on the clipboard. */
export function createJsonView(copy: (text: string) => void): JsonView {
  const box = document.createElement('vscode-textfield');
  box.placeholder = 'Find in record';
  box.label = 'Find in record';
  const tally = h('span', { class: 'tally', aria: { live: 'polite' } });
  const tree = h('div', { class: 'json', role: 'tree', tabIndex: 0, aria: { label: 'Record' } });
  const bar = h(
    'div',
    { class: 'json-bar' },
    h('h3', {}, 'Record'),
    box,
    tally,
    iconButton('arrow-up', 'Previous match (Shift+Enter)', () => step(-1)),
    iconButton('arrow-down', 'Next match (Enter)', () => step(1)),
    iconButton('expand-all', 'Expand all', () => fold([])),
    iconButton(
      'collapse-all',
      'Collapse all',
      () => root && fold(nodesOf(root).flatMap((n) => (n.parent && n.children.length > 0 ? [n.path] : []))),
    ),
    iconButton('copy', 'Copy record', () => copy(text)),
  );
  const element = h('section', { class: 'record', aria: { label: 'Record' } }, bar, tree);
  let text = '';
  let root: JsonNode | undefined;
  let folded = new Set<string>();
  let lines: JsonLine[] = [];
  let limit = portion;
  let active: JsonNode | undefined;
  let found: JsonNode[] = [];
  let foundAt = -1;

  const draw = () => {
    if (!root) {
      fill(tree, h('div', { class: 'plain' }, clip(text, 100_000)));
      return;
    }
    lines = linesOf(root, folded);
    const matches = new Set(found);
    const current = found[foundAt];
    const drawn = lines
      .slice(0, limit)
      .map((line, i) => createJsonLine(text, line, i, folded, matches.has(line.node), line.node === current && line.part !== 'close'));
    tree.replaceChildren(...drawn);
    if (lines.length > limit)
      tree.append(
        h(
          'button',
          { class: 'link more', onClick: more },
          `Show ${count(Math.min(portion, lines.length - limit), 'more line')} of ${number(lines.length - limit)}`,
        ),
      );
    place();
  };
  const more = () => {
    limit += portion;
    draw();
  };
  const fold = (paths: Iterable<string>) => {
    folded = new Set(paths);
    draw();
  };
  const toggle = (node: JsonNode) => {
    if (node.children.length === 0) return;
    if (!folded.delete(node.path)) folded.add(node.path);
    draw();
  };
  /** The line of a node, unfolded into view if need be. */
  const reveal = (node: JsonNode) => {
    for (const path of ancestorsOf(node)) folded.delete(path);
    active = node;
    if (root) limit = Math.max(limit, linesOf(root, folded).findIndex((line) => line.node === node) + 1);
    draw();
    tree.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
  };
  /** Marks the active line for eyes and ears. */
  const place = () => {
    tree.querySelector('.active')?.classList.remove('active');
    const at = lines.findIndex((line) => line.node === active && line.part !== 'close');
    const line = at >= 0 && at < limit ? tree.children[at] : undefined;
    line?.classList.add('active');
    if (line) tree.setAttribute('aria-activedescendant', line.id);
    else tree.removeAttribute('aria-activedescendant');
    return line;
  };
  const step = (by: number) => {
    if (found.length === 0) return;
    foundAt = (foundAt + by + found.length) % found.length;
    tell();
    const node = found[foundAt];
    if (node) reveal(node);
  };
  const tell = () =>
    (tally.textContent = box.value === '' ? '' : found.length === 0 ? 'No results' : `${number(foundAt + 1)} of ${number(found.length)}`);
  const search = () => {
    found = root ? findNodes(text, root, box.value) : [];
    foundAt = found.length > 0 ? 0 : -1;
    tally.classList.toggle('none', box.value !== '' && found.length === 0);
    tell();
    const [first] = found;
    if (first) reveal(first);
    else draw();
  };

  box.addEventListener('input', search);
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape' && box.value !== '') {
      box.value = '';
      search();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  tree.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : undefined;
    const line = lines[Number(target?.closest<HTMLElement>('.json-line')?.dataset['line'] ?? NaN)];
    if (!line) return;
    active = line.node;
    const act = target?.closest<HTMLElement>('[data-act]')?.dataset['act'];
    if (act === 'value') copy(valueText(text, line.node));
    else if (act === 'path') copy(line.node.path);
    else if (act === 'fold' || line.part === 'close') toggle(line.node);
    place();
  });
  tree.addEventListener('keydown', (event) => {
    const at = lines.findIndex((line) => line.node === active && line.part !== 'close');
    const node = lines[at]?.node;
    const modified = event.ctrlKey || event.metaKey;
    const go = (to: number, by: number) => {
      let i = Math.max(0, Math.min(Math.min(lines.length, limit) - 1, to));
      while (lines[i]?.part === 'close' && lines[i + by]) i += by;
      if (lines[i]?.part !== 'close') active = lines[i]?.node;
      place()?.scrollIntoView({ block: 'nearest' });
    };
    if (event.altKey || (modified && event.key !== 'c')) return;
    if (event.key === 'ArrowDown') go(at + 1, 1);
    else if (event.key === 'ArrowUp') go(at - 1, -1);
    else if (event.key === 'Home') go(0, 1);
    else if (event.key === 'End') go(lines.length - 1, -1);
    else if (!node) return;
    else if (event.key === 'ArrowRight' && node.children.length > 0) {
      if (folded.has(node.path)) toggle(node);
      else go(at + 1, 1);
    } else if (event.key === 'ArrowLeft') {
      if (node.children.length > 0 && !folded.has(node.path)) toggle(node);
      else if (node.parent) reveal(node.parent);
    } else if (event.key === 'Enter' || event.key === ' ') toggle(node);
    else if (event.key === 'c') copy(valueText(text, node));
    else if (event.key === 'p') copy(node.path);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    element,
    show(next) {
      if (next === text) return;
      text = next;
      root = parseJson(next);
      active = root;
      limit = portion;
      // Long lists start folded: one wants to see the record's shape first.
      folded = new Set(root ? nodesOf(root).flatMap((node) => (node.depth > 0 && node.children.length > 40 ? [node.path] : [])) : []);
      found = [];
      foundAt = -1;
      if (box.value !== '') search();
      else draw();
      tell();
    },
    find() {
      box.focus();
      box.wrappedElement.select();
    },
  };
}
