// Loads the Terraform grammar, once and late: nothing is read from disk before the first Terraform file is.
import { Language, Parser } from 'web-tree-sitter';

/** Where the two WebAssembly files lie. */
export interface WasmFiles {
  /** `web-tree-sitter.wasm` */
  readonly runtime: string;
  /** `tree-sitter-terraform.wasm` */
  readonly grammar: string;
}

let files: WasmFiles | undefined;
let loading: Promise<Parser> | undefined;

/** Says where the WebAssembly files lie: a folder that holds both, or each by itself. Cheap: the first read loads them. */
export function initTerraform(wasm: string | WasmFiles): void {
  files = typeof wasm === 'string' ? { runtime: `${wasm}/web-tree-sitter.wasm`, grammar: `${wasm}/tree-sitter-terraform.wasm` } : wasm;
}

/** The parser; rejects when `initTerraform` was not called or the files are not there. */
export function loadParser(): Promise<Parser> {
  loading ??= load();
  // A failed load is tried again by the next caller.
  loading.catch(() => (loading = undefined));
  return loading;
}

async function load(): Promise<Parser> {
  if (!files) throw new Error('Terraform files cannot be read before initTerraform has said where its grammar lies');
  const { runtime, grammar } = files;
  await Parser.init({ locateFile: () => runtime });
  return new Parser().setLanguage(await Language.load(grammar));
}
