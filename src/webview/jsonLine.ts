// One line of the record's tree.
import { h, icon, iconButton, shown } from './dom.ts';
import type { JsonLine, JsonNode } from './json.ts';
import { clip, count } from './text.ts';

/** Line `index` of the drawn tree. `data-act` on its parts says what a click there does: fold, value, path. */
export function createJsonLine(
  text: string,
  { node, part }: JsonLine,
  index: number,
  folded: ReadonlySet<string>,
  matches: boolean,
  current: boolean,
): HTMLElement {
  const folds = node.children.length > 0;
  const isFolded = folds && folded.has(node.path);
  const last = node.parent?.children.at(-1) === node || !node.parent;
  const [open, close] = node.kind === 'array' ? ['[', ']'] : ['{', '}'];
  const line = h('div', {
    class: `json-line${matches ? ' match' : ''}${current ? ' current' : ''}`,
    id: `json-${index}`,
    role: part === 'close' ? 'none' : 'treeitem',
    data: { line: String(index) },
    aria: { level: String(node.depth + 1), ...(folds && { expanded: String(!isFolded) }) },
  });
  line.style.paddingInlineStart = `${Math.min(node.depth, 30) * 14 + 18}px`;
  if (folds && part !== 'close')
    line.append(
      h('span', { class: 'twistie', data: { act: 'fold' }, aria: { hidden: 'true' } }, icon(isFolded ? 'chevron-right' : 'chevron-down')),
    );
  if (part !== 'close' && typeof node.key === 'string')
    line.append(h('span', { class: 'key', ...(folds && { data: { act: 'fold' } }) }, clip(JSON.stringify(node.key), 500)), ': ');
  const comma = last ? '' : ',';
  if (part === 'close') line.append(`${close}${comma}`);
  else if (part === 'open') line.append(open);
  else if (node.kind === 'object' || node.kind === 'array') {
    const inner = h(
      'span',
      { class: 'inner', data: { act: 'fold' } },
      count(node.children.length, node.kind === 'array' ? 'item' : 'member'),
    );
    line.append(open, ...(folds ? [inner] : []), `${close}${comma}`);
  } else line.append(scalar(text, node), comma);
  if (part !== 'close') {
    const title = 'Copy value (c)';
    line.append(
      h(
        'span',
        { class: 'json-actions' },
        iconButton('copy', title, () => undefined, { tabIndex: -1, data: { act: 'value' } }),
        iconButton('list-tree', `Copy path (p): ${clip(node.path, 200) || 'record'}`, () => undefined, {
          tabIndex: -1,
          data: { act: 'path' },
        }),
      ),
    );
  }
  return line;
}

function scalar(text: string, node: JsonNode): HTMLElement {
  const element = h('span', { class: node.kind });
  element.append(shown(clip(text.slice(node.from, node.to), 20_000)));
  return element;
}
