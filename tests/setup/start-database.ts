import type { TestProject } from 'vitest/node'
import type { TestDatabase } from './clone-database.ts'
import { startTestDatabase } from './test-database.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testDatabase: TestDatabase
  }
}

/** Once a run: a database to clone, unless `npm test` has made one already. */
export default async function setup(project: TestProject) {
  const given = process.env.AFTERWORD_TEST_DATABASE
  const { database, stop } = given ? { database: JSON.parse(given), stop: undefined } : await startTestDatabase()
  project.provide('testDatabase', database)
  return stop
}
