import { sep } from 'node:path'
import { logFailure, mayPass, placesOf } from './log-failure.ts'
import { requestContext } from './request-context.ts'

/** How long the framework took to read its settings is no news to whoever starts the site, and nothing else says anything by `console.log`. */
export function hushFramework() {
  console.log = () => {}
}

/**
 * Takes what the framework says off the console. Its warnings about a request are about what was sent (an action that no build has, a body that
 * is no form), and so is what it fails on by itself before an action has begun: whoever sent it is told by the answer, and anybody could fill the log
 * with them. What else it fails on becomes a line like any other failure, in a request or not; it would repeat texts of the database, which are what people wrote.
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
    else if (context?.action === 'asked' && isItsOwn(failure)) return
    logFailure('framework', failure)
  }
}

/** Whether the framework itself threw it, and no code of this site. Until an action has begun, that is about what was sent. */
function isItsOwn(failure: unknown): boolean {
  return placesOf(failure)[0]?.includes(`${sep}next${sep}dist${sep}`) === true
}
