import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';

const UNSAFE_SQL = 'Raw SQL takes bound values only: use the $queryRaw tag.';
const UNSAFE_CALLS = ['$queryRawUnsafe', '$executeRawUnsafe'].map((property) => ({
  property,
  message: UNSAFE_SQL,
}));

export default tseslint.config(
  {
    ignores: [
      'dist/',
      '.data/',
      'coverage/',
      '**/node_modules/',
      'src/platform/prisma/generated/',
      'web/build/',
      'web/.svelte-kit/',
      // The bundler's own settings, and what the browser runs before everything else.
      'web/vite.config.ts',
      'web/static/',
      '**/*.gen.ts',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        AbortSignal: 'readonly',
        AbortController: 'readonly',
        FormData: 'readonly',
        Blob: 'readonly',
        WebAssembly: 'readonly',
        URLSearchParams: 'readonly',
        performance: 'readonly',
        module: 'writable',
      },
    },
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-extraneous-class': 'off',
      // What users write is data and never a program.
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-properties': [
        'error',
        ...UNSAFE_CALLS,
        { object: 'Prisma', property: 'raw', message: UNSAFE_SQL },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.name='forwardRef']",
          message: 'Modules form an acyclic graph: call forward, announce backward.',
        },
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'src/**/*.spec.ts', 'bench/**/*.ts'],
    rules: {
      // supertest bodies are `any` by their own types; the assertions give them their shape.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      // A story may name a table that it found in the catalogue.
      'no-restricted-properties': ['error', ...UNSAFE_CALLS],
    },
  },
  // The one place where a checked name of the catalogue becomes SQL.
  {
    files: ['src/privacy/rows/identifier.ts'],
    rules: { 'no-restricted-properties': ['error', ...UNSAFE_CALLS] },
  },
  // Of components alone: modules with runes are TypeScript to the letter, and are checked as such.
  ...svelte.configs.recommended.map((one) => ({ ...one, files: ['**/*.svelte'] })),
  {
    files: ['**/*.svelte'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    // Types are looked at by svelte-check: rules that need them take a minute here.
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'no-undef': 'off',
      'no-unused-vars': 'off',
      '@typescript-eslint/no-unused-vars': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      // The pages are served at `/` and nowhere else.
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/no-target-blank': ['error', { allowReferrer: true }],
      'svelte/button-has-type': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: "SvelteAttribute[key.name='style']",
          message: 'The policy of the pages forbids style attributes: a class, or `style:`.',
        },
      ],
    },
  },
  { files: ['prisma.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  prettier,
);
