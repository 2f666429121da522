// @ts-check
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

/** The clock is an argument; rules and stores never read it (style, habit 8). */
const clock = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take `now` from the context: the clock is an argument.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take `now` from the context: the clock is an argument.',
  },
];
const chance = {
  selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
  message: 'Rules are the same each time they are asked; identifiers come from newId().',
};
const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Settings are read in one place: readSettings() of the platform.',
};

export default defineConfig(
  {
    ignores: [
      'build/',
      'var/',
      '.svelte-kit/',
      'src/paraglide/',
      'db/schema.types.ts',
      'project.inlang/',
      'test-results/',
      'playwright-report/',
      'reports/',
    ],
  },
  ...ts.configs.recommendedTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', '*.mjs'] },
        extraFileExtensions: ['.svelte'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'no-restricted-imports': ['error', { name: 'vitest', importNames: ['test'], message: 'Write it().' }],
    },
  },
  {
    // Types in markup are svelte-check's part: Kit's generated types reach a page through its props, which
    // the parser here cannot follow, and following the rest costs a minute.
    files: ['**/*.svelte'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { parserOptions: { parser: ts.parser, projectService: false, project: false } },
    rules: {
      // We are served from the root of an address; resolve() would only add the root to every link.
      'svelte/no-navigation-without-resolve': 'off',
      // Props are taken apart with let; some of them change.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all' }],
    },
  },
  {
    files: ['**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    files: ['src/domain/**/*.ts'],
    // Identifiers hold the time they were made at and are random by purpose; the platform is the outside world.
    ignores: ['**/*.test.ts', 'src/domain/platform/**', 'src/domain/kernel/identifier.ts'],
    rules: { 'no-restricted-syntax': ['error', ...clock, chance, environment] },
  },
  {
    files: ['src/routes/**', 'src/ui/**', 'src/text/**'],
    rules: { 'no-restricted-syntax': ['error', environment] },
  },
  {
    // Programs speak on their own standard output and error.
    files: ['src/app/**', 'scripts/**', 'bench/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // Rows of ad-hoc queries are any, and a test that reads the wrong column fails by itself; so are
    // values in plain JavaScript.
    files: ['**/*.test.ts', 'tests/**', '**/*.mjs', '**/*.js'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
);
