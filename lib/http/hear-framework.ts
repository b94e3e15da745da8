import { logFailure, mayPass } from './log-failure.ts'
import { requestContext } from './request-context.ts'

/** How long the framework took to read its settings is no news to whoever starts the site, and nothing else says anything by `console.log`. */
export function hushFramework() {
  console.log = () => {}
}

/**
 * Takes what the framework says off the console. Its warnings about a request are about what was sent (an action that no build has, a body that
 * is no form): whoever sent it is told by the answer, and anybody could fill the log with them. What it fails on becomes a line like any
 * other failure, in a request or not; it would repeat texts of the database, which are what people wrote.
 */
export function hearFramework() {
  const { warn } = console
  console.warn = (...said: unknown[]) => {
    if (!requestContext()) warn(...said)
  }
  console.error = (...said: unknown[]) => {
    const context = requestContext()
    const failure = said.find((each) => each instanceof Error) ?? said[0]
    if (context && mayPass(failure)) context.away = true
    logFailure('framework', failure)
  }
}
