// Loads the grammars, each once and late: nothing is read from disk before the first file in a language is.
import { Language, Parser } from 'web-tree-sitter';

export type Grammar = 'terraform' | 'typescript' | 'python';

/** Where the WebAssembly files lie: the runtime (`web-tree-sitter.wasm`) and one per grammar (`tree-sitter-….wasm`). */
export type WasmFiles = Readonly<Record<'runtime' | Grammar, string>>;

let files: WasmFiles | undefined;
let runtime: Promise<void> | undefined;
const loading = new Map<Grammar, Promise<Parser>>();

/** Says where the WebAssembly files lie: a folder that holds all, or each by itself. Cheap: the first read loads what it needs. */
export function initGrammars(wasm: string | WasmFiles): void {
  files = typeof wasm === 'string' ? inFolder(wasm) : wasm;
}

/** The parser of a language; rejects when `initGrammars` was not called or the files are not there. */
export function loadParser(grammar: Grammar): Promise<Parser> {
  const known = loading.get(grammar);
  if (known) return known;
  const parser = load(grammar);
  loading.set(grammar, parser);
  // A failed load is tried again by the next caller.
  parser.catch(() => loading.delete(grammar));
  return parser;
}

async function load(grammar: Grammar): Promise<Parser> {
  if (!files) throw new Error('Code cannot be read before initGrammars has said where the grammars lie');
  const { runtime: runtimeFile, [grammar]: grammarFile } = files;
  runtime ??= Parser.init({ locateFile: () => runtimeFile });
  runtime.catch(() => (runtime = undefined));
  await runtime;
  return new Parser().setLanguage(await Language.load(grammarFile));
}

function inFolder(folder: string): WasmFiles {
  return {
    runtime: `${folder}/web-tree-sitter.wasm`,
    terraform: `${folder}/tree-sitter-terraform.wasm`,
    typescript: `${folder}/tree-sitter-typescript.wasm`,
    python: `${folder}/tree-sitter-python.wasm`,
  };
}
