import { defineConfig } from '@playwright/test'
import { browserArguments } from './tests/setup/browser-arguments.ts'

// Started by `npm test`, which says where the sites are (AFTERWORD_E2E_SITES) and which browser to use (CHROME_PATH).

const { AFTERWORD_E2E_SITES, AFTERWORD_E2E_REPORT, CHROME_PATH } = process.env

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // A story with axe in both schemes and widths takes a minute where two cores have much to do.
  timeout: 150_000,
  expect: { timeout: 20_000 },
  // Real browsers, servers and databases on a busy machine: what fails is told once more on a fresh page, and named at the end.
  retries: 1,
  // One queue and one team on a site: what a story decides, reads or sends is seen live by every other, so they take turns there.
  workers: JSON.parse(AFTERWORD_E2E_SITES ?? '[]').length || 1,
  fullyParallel: true,
  forbidOnly: true,
  reporter: AFTERWORD_E2E_REPORT ? [['list'], ['json', { outputFile: AFTERWORD_E2E_REPORT }]] : [['list']],
  use: {
    // A button that never comes is told of by its own name, not by the end of the story.
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    locale: 'en-GB',
    timezoneId: 'UTC',
    launchOptions: {
      executablePath: CHROME_PATH || undefined,
      args: browserArguments,
    },
  },
})
