import { defineConfig } from 'vitest/config';

// What `npm run mutation` asks of every mutant: the tests of the rules that need no database.
export default defineConfig({
  test: {
    include: [
      'src/domain/law/evaluate.test.ts',
      'src/domain/law/evaluate-kinds.test.ts',
      'src/domain/law/evaluate-properties.test.ts',
      'src/text/norm-*.test.ts',
    ],
    env: { TZ: 'UTC' },
  },
});
