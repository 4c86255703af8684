// Cuts the text of a template that does not parse into sections and resources, by the lines they begin with.
import type { TemplateEntry } from './template.ts';

/** What begins with a key, up to the next of the same rank. */
export interface Part {
  readonly key: string;
  readonly text: string;
  /** Offset of the text. */
  readonly from: number;
  /** Offsets of the key, with its quotes. */
  readonly keyFrom: number;
  readonly keyTo: number;
}

/** Cuts text at the lines that begin with a key; `start` matches indentation and key. */
export function cut(text: string, offset: number, start: RegExp): Part[] {
  const parts: Part[] = [];
  let begun: string | undefined;
  let from = 0;
  const end = (at: number): void => {
    if (begun === undefined) return;
    const key = begun.trim();
    const keyTo = offset + from + begun.trimEnd().length;
    const keyFrom = keyTo - key.length;
    parts.push({ key: key.replace(/^(["'])(.*)\1$/, '$2'), text: text.slice(from, at), from: offset + from, keyFrom, keyTo });
  };
  for (let at = 0; at < text.length;) {
    const next = text.indexOf('\n', at);
    const line = text.slice(at, next < 0 ? text.length : next);
    const found = start.exec(line)?.[0];
    if (found !== undefined) {
      end(at);
      begun = found;
      from = at;
    }
    at = next < 0 ? text.length : next + 1;
  }
  end(text.length);
  return parts;
}

/** What follows a section's first line. */
export function restOfSection(section: Part): { readonly text: string; readonly from: number } {
  const text = section.text.slice(section.text.indexOf('\n') + 1);
  return { text, from: section.from + section.text.length - text.length };
}

/** A resource of which no more can be told than its type. */
export function typeIn({ key, text, from, keyFrom, keyTo }: Part, type: RegExp, typeKey = 'Type'): TemplateEntry[] {
  const found = type.exec(text)?.[1];
  if (found === undefined) return [];
  const place = { from, to: from };
  const value = { kind: 'text', text: found, ...place } as const;
  const end = from + text.length;
  return [{ key, from: keyFrom, to: keyTo, value: { kind: 'map', entries: [{ key: typeKey, ...place, value }], from, to: end } }];
}
