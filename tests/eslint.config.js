import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

/** Types crossing into a component come from `shared`, however they are imported: dependency-cruiser reads no `.svelte`. */
const rendererReach = {
  group: ['**/src-main/*', '!**/src-main/shared', '**/src-main/!(shared)/**'],
  message: 'The page may import nothing of src-main but shared.',
}

export default ts.config(
  { ignores: ['out/', 'dist/', 'tests/output/', 'node_modules/'] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', 'tests/*.js'] },
        tsconfigRootDir: new URL('..', import.meta.url).pathname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // Objects here are closures; a method taken off one keeps working.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['src-renderer/**/*.svelte'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser } },
  },
  {
    // Runes are typed by Svelte itself: read as TypeScript, these files share one program, where the parser of
    // components makes a new one for each.
    files: ['src-renderer/**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parser: ts.parser },
  },
  {
    // The props of a component are any to this parser, which makes a new program for each: svelte-check types these files.
    files: ['src-renderer/**/*.svelte'],
    extends: [ts.configs.disableTypeChecked],
  },
  {
    files: ['src-renderer/**/*.svelte.ts'],
    // Rows from the core are raw state: replaced, not changed.
    rules: { 'svelte/prefer-svelte-reactivity': 'off' },
  },
  {
    files: ['src-renderer/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [rendererReach] }] },
  },
  {
    files: ['**/*.mjs', '**/*.js', '**/*.cjs'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
  {
    // The verifier runs in the receiver's browser as well.
    files: ['resources/release/*.js'],
    languageOptions: { globals: globals['shared-node-browser'] },
  },
  {
    files: ['resources/release/page.js'],
    languageOptions: { globals: globals.browser },
  },
  {
    // What makes keys stands before it in the same script.
    files: ['resources/referral/page.js'],
    languageOptions: { globals: { ...globals.browser, hashes: 'readonly' } },
  },
)
