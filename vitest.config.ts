import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**'],
    globalSetup: 'tests/setup/start-database.ts',
    setupFiles: 'tests/setup/database.ts',
    // Real databases and real password hashes, on machines that may be slow and busy.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
