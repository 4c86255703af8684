// The lint rule that keeps the stages apart: who may use whom in src/, as the table in ARCHITECTURE.md says.
import * as path from 'node:path';
import { root } from '../setup/places.mjs';

/**
 * A row of the table.
 * @typedef {object} Layer
 * @property {readonly string[]} [uses] folders whose code it may run
 * @property {readonly string[]} [types] folders (or `*`, all) of which it may name types, by `import type`
 * @property {readonly string[]} [roots] files beside the folders whose code it may run
 * @property {readonly string[]} [packages] npm packages, `vscode`, and `node` for all of Node's own modules
 */

/** @type {Readonly<Record<string, Layer>>} */
export const layers = {
  resource: {},
  event: { uses: ['resource'] },
  iac: { uses: ['resource'], packages: ['yaml', 'jsonc-parser', 'smol-toml', 'web-tree-sitter'] },
  source: { uses: ['event'], packages: ['node', 'csv-parse', '@aws-sdk', '@smithy/shared-ini-file-loader'] },
  store: { uses: ['event', 'resource'], packages: ['node'] },
  collect: { uses: ['event', 'resource'], types: ['source', 'store', 'protocol'], packages: ['node'] },
  query: { uses: ['event', 'resource'], types: ['source', 'store', 'protocol'] },
  outline: { uses: ['event', 'resource', 'protocol'] },
  protocol: { types: ['*'] },
  cli: {
    uses: ['resource', 'event', 'iac', 'source', 'store', 'collect', 'query'],
    types: ['protocol'],
    packages: ['node'],
  },
  ui: { uses: ['outline', 'iac', 'resource', 'event', 'protocol'], packages: ['vscode', 'node'] },
  webview: { uses: ['protocol'], packages: ['uplot', '@tanstack/virtual-core', '@vscode-elements/elements', '@vscode/codicons'] },
};

const core = ['resource', 'event', 'iac', 'source', 'store', 'collect', 'query', 'outline', 'protocol'];
const parsers = ['node', 'yaml', 'jsonc-parser', 'smol-toml', 'web-tree-sitter'];

/**
 * The files beside the folders: where the stages are put together. Only the editor's one sees the editor; none sees the page.
 * @type {Readonly<Record<string, Layer>>}
 */
export const roots = {
  'extension.ts': { uses: [...core, 'ui'], packages: ['vscode', ...parsers] },
  'backend.ts': { uses: core, packages: parsers },
  'storeWorker.ts': { uses: core, roots: ['backend.ts', 'aws.ts'], packages: parsers },
  'ingestWorker.ts': { uses: core, packages: parsers },
  'aws.ts': { uses: ['source'] },
  'cli.ts': { uses: ['cli'], packages: ['node'] },
};

/** Plain types that everybody may use, and that use nobody. */
const everywhere = 'problem.ts';

const src = path.join(root, 'src');

/** @type {import('eslint').Rule.RuleModule} */
export const layering = {
  meta: {
    type: 'problem',
    docs: { description: 'hold the table of layers in ARCHITECTURE.md' },
    schema: [],
    messages: {
      homeless:
        'src/{{file}} stands in no layer: move it into a folder of the table in scripts/lint/layers.mjs, or add a row there and in ARCHITECTURE.md.',
      crossing: '{{from}} may not use {{what}}. It may use: {{allowed}} (ARCHITECTURE.md).',
      typesOnly: '{{from}} may name the types of {{what}} (import type), but not run its code (ARCHITECTURE.md).',
    },
  },
  create(context) {
    const here = path.relative(src, context.filename).split(path.sep);
    const [home = ''] = here;
    if (home === '..' || path.isAbsolute(home)) return {}; // not in src/
    const isRoot = here.length === 1;
    const me = isRoot ? (home === everywhere ? {} : roots[home]) : layers[home];
    if (!me) return { Program: (node) => context.report({ node, messageId: 'homeless', data: { file: here.join('/') } }) };

    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };

    /**
     * @param {any} node any of the forms above: they differ in where the specifier and the word `type` are
     * @returns {void}
     */
    function check(node) {
      const specifier = node.source?.value ?? node.argument?.literal?.value;
      if (typeof specifier !== 'string') return;
      const isType = node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type';
      const fault = specifier.startsWith('.') ? crossesFolder(specifier, isType) : crossesPackage(specifier);
      if (!fault) return;
      const from = isRoot ? home : `${home}/`;
      context.report({ node, messageId: fault.messageId, data: { from, what: fault.what, allowed: permissions(me ?? {}) } });
    }

    /**
     * @param {string} specifier relative
     * @param {boolean} isType
     */
    function crossesFolder(specifier, isType) {
      const target = path.relative(src, path.resolve(path.dirname(context.filename), specifier)).split(path.sep);
      const [folder = ''] = target;
      if (folder === '..') return { messageId: 'crossing', what: specifier };
      if (target.length === 1)
        return folder === everywhere || me?.roots?.includes(folder) ? undefined : { messageId: 'crossing', what: `src/${folder}` };
      if ((!isRoot && folder === home) || me?.uses?.includes(folder)) return undefined;
      if (!me?.types?.some((name) => name === folder || name === '*')) return { messageId: 'crossing', what: `${folder}/` };
      return isType ? undefined : { messageId: 'typesOnly', what: `${folder}/` };
    }

    /** @param {string} specifier of a package or of a module of Node's own */
    function crossesPackage(specifier) {
      const allowed = me?.packages?.some((name) =>
        name === 'node' ? specifier.startsWith('node:') : specifier === name || specifier.startsWith(`${name}/`),
      );
      return allowed ? undefined : { messageId: 'crossing', what: specifier };
    }
  },
};

/** @param {Layer} layer */
function permissions({ uses = [], types = [], packages = [] }) {
  const typeRights = types.map((name) => (name === '*' ? 'all types' : `types of ${name}/`));
  return [...uses.map((name) => `${name}/`), ...typeRights, ...packages].join(', ') || 'nothing';
}
