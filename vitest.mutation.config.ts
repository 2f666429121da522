import { defineConfig } from 'vitest/config';

// What `npm run mutation` asks of every mutant: the tests of the rules. Those of eligibility read the law of a day
// from a real database, like everything else here.
export default defineConfig({
  test: {
    include: [
      'src/domain/law/evaluate.test.ts',
      'src/domain/law/evaluate-kinds.test.ts',
      'src/domain/law/evaluate-properties.test.ts',
      'src/domain/law/eligibility.test.ts',
      'src/domain/law/eligibility-findings.test.ts',
      'src/domain/law/priority.test.ts',
      'src/domain/law/old-places.test.ts',
      'src/domain/law/content-condition.test.ts',
      'src/domain/law/sector-of.test.ts',
      'src/text/norm-*.test.ts',
    ],
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/setup.ts'],
    isolate: false,
    maxWorkers: 1,
    env: { TZ: 'UTC' },
  },
});
