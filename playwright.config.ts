import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/support/browser.ts';

// A server that runs already may be given, for writing journeys.
const given = process.env['KC_E2E_URL'];
const port = Number(process.env['KC_E2E_PORT'] ?? 3199);
const browser = findBrowser();
const desktop = { width: 1280, height: 900 };

// Every journey runs at a desk, where its pages are looked at in a telephone's width too, and without JavaScript; those
// of people who have nothing but a telephone run on one as well.
const ON_TELEPHONES = /(frame|home|needs|support-start)\.spec/;
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: Number(process.env['KC_E2E_WORKERS'] ?? 2),
  forbidOnly: Boolean(process.env['CI']),
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: path.resolve(import.meta.dirname, 'reports/e2e.json') }]],
  use: {
    baseURL: given ?? `http://127.0.0.1:${port}`,
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    // `--trace=retain-on-failure` follows a failure step by step; kept always, it costs every journey a tenth.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: browser === undefined ? {} : { executablePath: browser },
  },
  projects: [
    { name: 'desktop', use: { viewport: desktop } },
    {
      name: 'phone',
      testMatch: ON_TELEPHONES,
      use: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
    },
    { name: 'no-javascript', use: { viewport: desktop, javaScriptEnabled: false } },
  ],
  ...(given === undefined
    ? {
        webServer: {
          command: 'node src/app/serve.ts --demo',
          url: `http://127.0.0.1:${port}/readyz`,
          env: {
            PORT: String(port),
            DATA_DIR: process.env['KC_E2E_DATA'] ?? 'var/e2e',
            LOG_LEVEL: 'warn',
          },
          timeout: 180_000,
          reuseExistingServer: false,
          gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
          stdout: 'ignore',
          stderr: 'pipe',
        },
      }
    : {}),
});
