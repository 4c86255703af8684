// What the linter holds: types without holes, no promise forgotten, hostile text only as text, and the layers.
import tseslint from 'typescript-eslint';
import { layering } from './scripts/lint/layers.mjs';

/** Ways from a string to markup; log content is hostile, so the page has none of them. */
const markupFromText = [
  ...['innerHTML', 'outerHTML', 'srcdoc'].map((property) => ({
    selector: `AssignmentExpression > MemberExpression.left[property.name='${property}']`,
    message: `Log content is hostile: build nodes and set textContent instead of ${property}.`,
  })),
  ...['insertAdjacentHTML', 'write', 'writeln', 'createContextualFragment', 'parseFromString', 'setHTMLUnsafe'].map((method) => ({
    selector: `CallExpression > MemberExpression.callee[property.name='${method}']`,
    message: `Log content is hostile: build nodes and set textContent instead of ${method}().`,
  })),
];

const testCalls = {
  from: 'package',
  package: 'node:test',
  name: ['test', 'it', 'describe', 'suite', 'before', 'after', 'beforeEach', 'afterEach'],
};

/** @type {['error', object]} */
const unusedUnlessUnderscored = ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }];

export default tseslint.config(
  {
    ignores: [
      '.knowledge/',
      'dist/',
      'out/',
      'node_modules/',
      '.vscode-test/',
      '.sample/',
      'scripts/setup/shims/',
      '**/fixtures/',
      '**/*.generated.*',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'no-eval': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [testCalls] }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': unusedUnlessUnderscored,
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true, allowThrowingAny: true }], // a signal's reason
      '@typescript-eslint/require-await': 'off', // an async function may keep a contract
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { traillens: { rules: { layering } } },
    rules: {
      'traillens/layering': 'error',
      'no-console': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
    },
  },
  {
    files: ['src/ui/**/*.ts', 'src/extension.ts'],
    ignores: ['src/ui/notice.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[property.name=/^show(Information|Warning|Error)Message$/]',
          message: 'The editor makes links of what stands in messages: say it by ui/notice.ts, which parts them.',
        },
      ],
    },
  },
  { files: ['src/cli.ts', 'src/cli/**'], rules: { 'no-console': 'off' } },
  { files: ['src/webview/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...markupFromText] } },
  {
    // Tests and build-time programs read what they have just written: they may be short where the product may not.
    files: ['test/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    extends: [tseslint.configs.recommended],
    rules: {
      eqeqeq: 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      '@typescript-eslint/no-unused-vars': unusedUnlessUnderscored,
    },
  },
);
