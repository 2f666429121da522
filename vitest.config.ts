import { defineConfig } from 'vitest/config';

// Plain Node tests: no Kit plugin. One database per worker, cloned from a template
// that tests/support/global-setup.ts migrates once.
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'node_modules/**', 'build/**'],
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/setup.ts'],
    isolate: false,
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 240_000,
    env: { TZ: 'UTC' },
  },
});
