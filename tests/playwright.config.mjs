// Browser tests: one behaviour a test, each against a stack of its own.
import { defineConfig } from '@playwright/test';
import { launch } from './support/chromium.mjs';

export default defineConfig({
  testDir: '.',
  testMatch: ['e2e/**/*.spec.mjs', 'bridge/**/*.spec.mjs'],
  outputDir: '../target/playwright',
  workers: 2,
  fullyParallel: true,
  timeout: 120_000,
  // A machine that is shared may starve a browser once; the report then says flaky.
  retries: process.env.CI ? 1 : 0,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: launch,
    acceptDownloads: true,
    actionTimeout: 30_000,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
  },
});
