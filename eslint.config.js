import js from '@eslint/js';
import jsdoc from 'eslint-plugin-jsdoc';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

const PURE = ['engine', 'questions', 'ingest', 'domain', 'samples'];
const DOCUMENTED = ['engine', 'questions', 'ingest', 'domain'];

/** @param {string[]} folders */
const filesOf = (folders) => folders.map((folder) => `src/${folder}/**/*.ts`);

const restrictedSyntax = [
  {
    // `new Date(y, m, d)` and `new Date(number)` stay possible; what is visibly a string is not.
    selector:
      'NewExpression[callee.name="Date"][arguments.length=1] > :matches(Literal[raw=/^[\'"]/], TemplateLiteral)',
    message: 'A date in data is parsed by its recognised format, never by new Date(string).',
  },
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="parse"]',
    message: 'A date in data is parsed by its recognised format, never by Date.parse.',
  },
];

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'test-results/', 'playwright-report/', 'shots/', '.cache/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  js.configs.recommended,
  ts.configs.strictTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // The columns and tables of the engine are read by index in hot loops that have proved their bounds.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A discriminated union that is exhausted reads better with its last arm spelled out.
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', ...restrictedSyntax],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts', '**/*.svelte.js'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      // A Map that nothing is drawn from has no need to be reactive.
      'svelte/prefer-svelte-reactivity': 'off',
      'no-restricted-syntax': [
        'error',
        ...restrictedSyntax,
        {
          selector: 'SvelteAttribute[key.name="style"]',
          message: 'The content policy refuses style attributes: use a class or a style: directive.',
        },
      ],
    },
  },
  {
    // The parser sees the props of another component as `any`; svelte-check knows their types and checks them.
    files: ['**/*.svelte'],
    rules: Object.fromEntries(
      ['argument', 'assignment', 'call', 'member-access', 'return'].map((use) => [
        `@typescript-eslint/no-unsafe-${use}`,
        'off',
      ]),
    ),
  },
  {
    files: ['src/**/*.{ts,svelte}'],
    rules: { 'no-console': 'error' },
  },
  {
    files: filesOf(PURE),
    rules: {
      'no-restricted-globals': [
        'error',
        ...['document', 'window', 'navigator', 'indexedDB', 'localStorage', 'performance', 'process'].map(
          (name) => ({ name, message: 'This floor is pure: no DOM, no storage, no clock.' }),
        ),
      ],
      'no-restricted-properties': [
        'error',
        {
          object: 'Date',
          property: 'now',
          message: 'This floor has no clock: take the time as an argument.',
        },
        { object: 'Math', property: 'random', message: 'Take the seeded generator as an argument.' },
      ],
    },
  },
  {
    files: filesOf(DOCUMENTED),
    plugins: { jsdoc },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: { esm: true, cjs: false, window: false },
          require: { FunctionDeclaration: true, ClassDeclaration: true, ArrowFunctionExpression: true },
          contexts: [
            'TSInterfaceDeclaration',
            // The type a schema infers is documented at the schema.
            'TSTypeAliasDeclaration:not([typeAnnotation.typeName.right.name=/^Infer/])',
            'VariableDeclaration',
          ],
          enableFixer: false,
        },
      ],
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    rules: { '@typescript-eslint/explicit-function-return-type': 'off' },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      // An instant in a test is written out with its zone; that is no data.
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
);
