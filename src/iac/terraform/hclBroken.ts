// What can still be told of Terraform text that does not parse: pieces at column 0, header lines, single-line attributes.
import type { HclAttribute, HclBlock, HclFile } from './hcl.ts';

/** A run of lines that begins with a top-level header (or with the file). */
export interface Segment {
  readonly text: string;
  /** Its first line in the file, from 0. */
  readonly line: number;
}

const HEADER = /^(resource|data|module|provider|variable|locals|output|terraform|moved|import|removed|check|ephemeral)\b/;

/** Cuts text at the lines where a top-level block begins. */
export function segments(text: string): Segment[] {
  const found: Segment[] = [];
  let from = 0;
  let fromLine = 0;
  let line = 0;
  for (let at = 0; at >= 0 && at < text.length; line++) {
    if (at > from && HEADER.test(text.slice(at, at + 12))) {
      found.push({ text: text.slice(from, at), line: fromLine });
      from = at;
      fromLine = line;
    }
    const end = text.indexOf('\n', at);
    at = end < 0 ? -1 : end + 1;
  }
  found.push({ text: text.slice(from), line: fromLine });
  return found;
}

/** The block of a segment that does not parse: type and labels of its header, attributes that stand whole on one line. */
export function scanBroken(segment: Segment, file: string): HclFile {
  const nothing = { attributes: new Map<string, HclAttribute>(), blocks: [] };
  const lines = segment.text.split(/\r?\n/);
  const header = lines[0] ?? '';
  const head = /^([a-z]+)((?:\s+(?:"[^"\n]*"?|[\w-]+))*)/.exec(header);
  const type = head?.[1];
  if (!head || !type || !HEADER.test(header)) return nothing;
  const labels = [...(head[2] ?? '').matchAll(/"([^"\n]*)"?|([\w-]+)/g)].map((label) => label[1] ?? label[2] ?? '');
  let last = lines.length - 1;
  while (last > 0 && /^\s*([#/].*)?$/.test(lines[last] ?? '')) last--;
  const block: HclBlock = {
    file,
    type,
    labels,
    range: { start: { line: segment.line, character: 0 }, end: { line: segment.line + last, character: (lines[last] ?? '').length } },
    headRange: { start: { line: segment.line, character: 0 }, end: { line: segment.line, character: head[0].length } },
    attributes: attributesIn(lines, segment.line),
    blocks: [],
  };
  return { attributes: nothing.attributes, blocks: [block] };
}

function attributesIn(lines: readonly string[], firstLine: number): Map<string, HclAttribute> {
  const attributes = new Map<string, HclAttribute>();
  let indent: string | undefined;
  lines.forEach((line, index) => {
    const match = /^(\s+)([\w-]+)\s*=\s*(\S.*?)\s*$/.exec(line);
    const [, space, name, source] = match ?? [];
    if (index === 0 || space === undefined || !name || !source) return;
    // Only the first level: deeper lines belong to nested blocks and objects.
    indent ??= space;
    if (space !== indent || !isBalanced(source)) return;
    attributes.set(name, { source, form: 'expression', line: firstLine + index });
  });
  return attributes;
}

/** Whether quotes and brackets are closed, so that the text can be an expression by itself. */
function isBalanced(source: string): boolean {
  if (source.startsWith('<<')) return false;
  const quotes = source.replace(/\\./g, '').split('"').length - 1;
  const opened = source.replace(/[^([{]/g, '').length;
  const closed = source.replace(/[^)\]}]/g, '').length;
  return quotes % 2 === 0 && opened === closed;
}
