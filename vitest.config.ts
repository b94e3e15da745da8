import os from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**'],
    globalSetup: 'tests/setup/start-database.ts',
    setupFiles: 'tests/setup/database.ts',
    // A test waits for its database, and that for the test, so there is a file for each core, and one more where cores are few: Vitest would
    // leave one free, and of two half.
    maxWorkers: Math.max(3, os.availableParallelism()),
    // Real databases and real password hashes, on machines that may be slow and busy.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    // The same machine runs several databases and sites at once. What passes only when repeated is marked in the list.
    retry: 1,
    // Requests are no news here.
    env: { LOG_LEVEL: 'warn' },
  },
})
