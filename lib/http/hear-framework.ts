import { isDatabaseAway, logFailure } from './log-failure.ts'
import { requestContext } from './request-context.ts'

/**
 * Takes what the framework says about a request off the console. Its warnings are about what was sent (an action that no build has, a body that
 * is no form): whoever sent it is told by the answer, and anybody could fill the log with them. What it fails on becomes a line like any
 * other failure; it would repeat texts of the database, which are what people wrote.
 */
export function hearFramework() {
  const { warn, error } = console
  console.warn = (...said: unknown[]) => {
    if (!requestContext()) warn(...said)
  }
  console.error = (...said: unknown[]) => {
    const context = requestContext()
    if (!context) return error(...said)
    const failure = said.find((each) => each instanceof Error) ?? said[0]
    if (isDatabaseAway(failure)) context.away = true
    logFailure('framework', failure)
  }
}
