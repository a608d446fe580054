import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
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
  { files: ['prisma.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  prettier,
);
