// Lets the tests read Terraform: the grammar as the packages ship it.
import { createRequire } from 'node:module';
import { initTerraform } from '../../src/iac/terraform.ts';

const { resolve } = createRequire(import.meta.url);

initTerraform({
  runtime: resolve('web-tree-sitter/web-tree-sitter.wasm'),
  grammar: resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm'),
});
