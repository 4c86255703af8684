// Reads Terraform and OpenTofu: `.tf`, `.tofu`, `.tf.json`.

/** Says where `web-tree-sitter.wasm` and `tree-sitter-terraform.wasm` lie. Cheap: they are loaded by the first read. */
export function initTerraform(wasmDir: string): void {
  void wasmDir;
}
