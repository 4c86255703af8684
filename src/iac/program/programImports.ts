// What the names at the head of a program stand for. Packages have the same name whichever language imports them.
import type { Node } from 'web-tree-sitter';
import { plainString } from './programText.ts';

/** Local name → dotted path that begins with the package: `s3` → `aws-cdk-lib.aws_s3`. */
export type Imports = ReadonlyMap<string, string>;

/** A local name and the path it stands for. */
export type Binding = readonly [local: string, path: string];

/** What an import of a TypeScript or JavaScript program binds. */
export function typescriptImport(statement: Node): Binding[] {
  const imports: Binding[] = [];
  const require = child(statement, 'import_require_clause');
  const module = plainString(statement.childForFieldName('source') ?? require?.childForFieldName('source') ?? undefined);
  if (module === undefined) return imports;
  const path = modulePath(module);
  if (require) bind(imports, child(require, 'identifier')?.text, path);
  const clause = child(statement, 'import_clause');
  bind(imports, clause && child(clause, 'identifier')?.text, path);
  const namespace = clause && child(clause, 'namespace_import');
  bind(imports, namespace && child(namespace, 'identifier')?.text, path);
  for (const specifier of statement.descendantsOfType('import_specifier')) {
    const name = specifier.childForFieldName('name')?.text;
    if (name) bind(imports, specifier.childForFieldName('alias')?.text ?? name, `${path}.${name}`);
  }
  return imports;
}

/** `const aws = require('…')`, `const { s3, iam: roles } = require('…')`. */
export function requireOf(declarator: Node): Binding[] {
  const imports: Binding[] = [];
  const value = declarator.childForFieldName('value');
  if (value?.type !== 'call_expression' || value.childForFieldName('function')?.text !== 'require') return imports;
  const module = plainString(value.childForFieldName('arguments')?.namedChildren[0] ?? undefined);
  const name = declarator.childForFieldName('name');
  if (module === undefined || !name) return imports;
  const path = modulePath(module);
  if (name.type === 'identifier') bind(imports, name.text, path);
  for (const part of name.type === 'object_pattern' ? name.namedChildren : []) {
    if (part.type === 'shorthand_property_identifier_pattern') bind(imports, part.text, `${path}.${part.text}`);
    if (part.type === 'pair_pattern') {
      bind(imports, part.childForFieldName('value')?.text, `${path}.${part.childForFieldName('key')?.text ?? ''}`);
    }
  }
  return imports;
}

/** What an import of a Python program binds. */
export function pythonImport(statement: Node): Binding[] {
  const imports: Binding[] = [];
  const module = statement.childForFieldName('module_name')?.text;
  for (const name of statement.childrenForFieldName('name')) {
    if (!name) continue;
    const imported = (name.childForFieldName('name') ?? name).text;
    const alias = name.childForFieldName('alias')?.text;
    if (module !== undefined) bind(imports, alias ?? imported, modulePath(`${module}.${imported}`));
    // `import a.b` binds `a` alone.
    else if (alias !== undefined) bind(imports, alias, modulePath(imported));
    else bind(imports, imported.split('.')[0], modulePath(imported.split('.')[0] ?? ''));
  }
  return imports;
}

/** `aws-cdk-lib/aws-s3` and `aws_cdk.aws_s3` → `aws-cdk-lib.aws_s3`; `pulumi_aws.s3` → `@pulumi/aws.s3`. */
function modulePath(module: string): string {
  const first = /^@aws-cdk\/(?!core$)([\w-]+?)(-alpha)?$/.exec(module)?.[1];
  if (first !== undefined) return `aws-cdk-lib.${first.replaceAll('-', '_')}`;
  if (module === '@aws-cdk/core') return 'aws-cdk-lib';
  const [, pulumi, pulumiRest = ''] = /^pulumi_(\w+)((?:\..*)?)$/.exec(module) ?? [];
  if (pulumi !== undefined) return `@pulumi/${pulumi.replaceAll('_', '-')}${pulumiRest}`;
  const [, name = module, rest = ''] = /^(@[^/]+\/[^/]+|[^@/][^/]*)\/(.+)$/.exec(module.replace(/^aws_cdk(?=\.|$)/, 'aws-cdk-lib')) ?? [];
  const path = rest === '' ? '' : `.${rest.replaceAll('/', '.')}`;
  const usual = name.replace(/^aws_cdk(?=\.|$)/, 'aws-cdk-lib');
  return usual + (usual === 'aws-cdk-lib' ? path.replaceAll('-', '_') : path);
}

function bind(imports: Binding[], local: string | undefined, path: string): void {
  if (local) imports.push([local, path]);
}

function child(node: Node, type: string): Node | undefined {
  return node.namedChildren.find((candidate) => candidate.type === type);
}
