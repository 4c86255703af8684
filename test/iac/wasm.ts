// Lets the tests read code: the grammars as the packages ship them.
import { createRequire } from 'node:module';
import { initGrammars } from '../../src/iac/grammar.ts';

const { resolve } = createRequire(import.meta.url);

initGrammars({
  runtime: resolve('web-tree-sitter/web-tree-sitter.wasm'),
  terraform: resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm'),
  typescript: resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-typescript.wasm'),
  python: resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm'),
});
