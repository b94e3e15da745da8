import os from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**'],
    globalSetup: 'tests/setup/start-database.ts',
    setupFiles: 'tests/setup/database.ts',
    // Half of what a test does is to wait for its database, so one file for each core and one more; Vitest's own number leaves a core free.
    maxWorkers: os.availableParallelism() + 1,
    // Real databases and real password hashes, on machines that may be slow and busy.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
