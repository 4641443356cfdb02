// Lint: what a machine can see of the house rules. Inline switches are off on purpose (noInlineConfig): a rule that is
// wrong for a file is changed here, where everybody sees it.
import tseslint from 'typescript-eslint'

/** Names that say nothing about a file's subject (house rule 15). */
const emptyNames = /(^|[./-])(utils?|helpers?|misc|common|service)([.-]|$)/

const portico = {
  rules: {
    'file-name': {
      meta: {
        type: 'problem',
        schema: [],
        messages: {
          empty: "'{{name}}' does not say what the file is about: name it for its verb or subject (house rule 15).",
        },
      },
      create: (context) => ({
        Program(node) {
          const path = context.filename.slice(context.cwd.length + 1)
          const name = path.split('/').find((segment) => emptyNames.test(segment))
          if (name) context.report({ node, messageId: 'empty', data: { name } })
        },
      }),
    },
  },
}

/**
 * Files that are data rather than code may be as long as their data: name them `*.data.ts`, or keep them in one of these
 * folders. Derived files are as long as the model is.
 */
const dataFiles = [
  '**/*.data.ts',
  'prisma/seed/data/**',
  'apps/storefront/messages/**',
  'apps/api/src/kernel/contract.ts',
]

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/.next/',
      '**/.turbo/',
      '**/.data/',
      '**/dist/',
      '**/generated/',
      '**/next-env.d.ts',
      '**/test-results/',
      '**/playwright-report/',
      'apps/storefront/public/',
      'scripts/boundaries/planted/',
    ],
  },
  { linterOptions: { noInlineConfig: true } },
  {
    files: ['**/*.{ts,tsx,mts,js,mjs,cjs}'],
    languageOptions: { parser: tseslint.parser },
    plugins: { '@typescript-eslint': tseslint.plugin, portico },
    rules: {
      'portico/file-name': 'error',
      'max-lines': ['error', { max: 300 }],
      'no-constant-condition': ['error', { checkLoops: 'allExceptWhileTrue' }],
      'no-debugger': 'error',
      'no-duplicate-imports': 'off',
      'no-eval': 'error',
      'no-fallthrough': 'error',
      'no-irregular-whitespace': 'error',
      'no-prototype-builtins': 'error',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'no-unreachable': 'error',
      'no-unsafe-finally': 'error',
      'no-useless-catch': 'error',
      'no-useless-escape': 'error',
      'no-var': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-empty': ['error', { allowEmptyCatch: false }],
    },
  },
  {
    files: ['**/*.{ts,tsx,mts}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-array-delete': 'error',
      '@typescript-eslint/no-base-to-string': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-for-in-array': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-non-null-asserted-optional-chain': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unsafe-function-type': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    // Servers and packages speak through the logger, so that every line has a level and a request's id.
    files: ['apps/api/src/**', 'packages/*/src/**'],
    ignores: ['**/cli/**', '**/*.test.ts'],
    rules: { 'no-console': 'error' },
  },
  { files: dataFiles, rules: { 'max-lines': 'off' } },
)
