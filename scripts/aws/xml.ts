// Just enough XML to answer with.

/** Markup that needs no escaping any more. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\r', '&#13;');

export function element(name: string, content: string | readonly Markup[]): Markup {
  return new Markup(`<${name}>${typeof content === 'string' ? escaped(content) : join(content)}</${name}>`);
}

/** The document's root. */
export function xml(name: string, attributes: Readonly<Record<string, string>>, content: readonly Markup[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<${name}${written.join('')}>${join(content)}</${name}>`;
}

const join = (content: readonly Markup[]): string => content.map((one) => one.text).join('');
