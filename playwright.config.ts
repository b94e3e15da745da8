import { defineConfig } from '@playwright/test'

// Started by `npm test`, which says where the site is (AFTERWORD_E2E_URL) and which browser to use (CHROME_PATH).

const { AFTERWORD_E2E_URL, AFTERWORD_E2E_REPORT, CHROME_PATH } = process.env

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // A story with axe in both schemes and widths takes a minute where two cores have much to do.
  timeout: 150_000,
  expect: { timeout: 10_000 },
  // One site, one queue, one team: what a story decides, reads or sends is seen live by every other.
  workers: 1,
  forbidOnly: true,
  reporter: AFTERWORD_E2E_REPORT ? [['list'], ['json', { outputFile: AFTERWORD_E2E_REPORT }]] : [['list']],
  use: {
    baseURL: AFTERWORD_E2E_URL ?? 'http://127.0.0.1:3000',
    locale: 'en-GB',
    timezoneId: 'UTC',
    launchOptions: {
      executablePath: CHROME_PATH || undefined,
      // As root, and in most containers, Chromium's own sandbox does not start. This one sees no site but ours.
      args: ['--no-sandbox'],
    },
  },
})
