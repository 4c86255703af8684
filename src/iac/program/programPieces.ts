// What can still be told of a program that does not parse: statements that instantiate something, each by itself.

/** One statement. */
export interface ProgramPiece {
  readonly text: string;
  /** Its first line in the program, from 0; of Python, one less, since its block needs a head to stand under. */
  readonly line: number;
  /** The class around it. */
  readonly within?: string;
}

const INSTANTIATES = {
  typescript: /^\s*(?:(?:export\s+)?(?:const|let|var)\s+[\w$]+(?:\s*:\s*[\w$.<>]+)?\s*=\s*|[\w$.]+\s*=\s*|return\s+)?new\s+[\w$.]+\s*\(/,
  python: /^\s*(?:[\w.]+(?:\s*:\s*[\w.[\]]+)?\s+=\s+|return\s+)?(?:[\w.]+\.)?[A-Z]\w*\(/,
} as const;
const CLASS = /^(\s*)(?:export\s+)?(?:default\s+)?(?:abstract\s+)?class\s+([\w$]+)/;

/** More than these are not read one by one. */
const MOST_PIECES = 1_000;

/** The statements of a program that begin with an instantiation, each up to the next line that is no further in. */
export function programPieces(program: string, language: 'typescript' | 'python'): ProgramPiece[] {
  const lines = program.split(/\r\n|\n|\r/);
  const pieces: ProgramPiece[] = [];
  const classes: { readonly indent: number; readonly name: string }[] = [];
  for (const [line, text] of lines.entries()) {
    const indent = indentOf(text);
    const opened = CLASS.exec(text);
    if (opened || INSTANTIATES[language].test(text)) {
      while ((classes.at(-1)?.indent ?? -1) >= indent) classes.pop();
    }
    if (opened) classes.push({ indent, name: opened[2] ?? '' });
    if (opened || !INSTANTIATES[language].test(text)) continue;
    let end = line + 1;
    while (end < lines.length && continues(lines[end] ?? '', indent)) end++;
    const own = lines.slice(line, end).join('\n');
    const within = classes.at(-1)?.name;
    const inBlock = language === 'python' && indent > 0;
    pieces.push({ text: inBlock ? `if x:\n${own}\n` : `${own}\n`, line: inBlock ? line - 1 : line, ...(within ? { within } : {}) });
    if (pieces.length >= MOST_PIECES) break;
  }
  return pieces;
}

/** Further in, empty, or what closes the statement's brackets. */
function continues(text: string, indent: number): boolean {
  return text.trim() === '' || indentOf(text) > indent || (indentOf(text) === indent && /^\s*[)\]}]/.test(text));
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
