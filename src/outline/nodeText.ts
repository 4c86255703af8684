// What a tree shows of a node, as plain data: the adapter in ui/ turns it into a TreeItem, a test prints it.

/** Colours by meaning; ui/ maps them to the theme's. */
export type Tone = 'create' | 'change' | 'delete' | 'attempt' | 'quiet' | 'warning' | 'good' | 'bad';

/** One line of a tooltip. Values are safe as plain text, not as Markdown. */
export interface TooltipLine {
  readonly label: string;
  readonly value: string;
}

/** All strings are already made visible (see protocol/visible.ts). */
export interface NodeText {
  readonly label: string;
  readonly description?: string;
  /** What icon and colour say, in a word, for those who do not see them. */
  readonly spoken?: string;
  readonly tooltip?: readonly TooltipLine[];
  /** A codicon and its colour. */
  readonly icon: string;
  readonly tone?: Tone;
  readonly expand: 'no' | 'collapsed' | 'expanded';
  /** For menus' `when`: `viewItem`. */
  readonly context: string;
}

/** A row of words: what is so, or (`fault`) what did not work. The tooltip holds what is cut off. */
export function noteText({ text, detail, fault }: { readonly text: string; readonly detail: string; readonly fault?: true }): NodeText {
  return {
    label: text,
    description: detail,
    tooltip: [{ label: text, value: detail }],
    ...(fault ? { icon: 'error', tone: 'delete' } : { icon: 'info' }),
    expand: 'no',
    context: 'note',
  };
}

/** The node as one line of a printed tree. */
export function printed({ label, description, icon, tone }: NodeText): string {
  return `$(${icon}${tone ? ` ${tone}` : ''}) ${label}${description ? `  ‹${description}›` : ''}`;
}
