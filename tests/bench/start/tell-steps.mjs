// Preloaded into every program of a start: writes down what each of its steps took. Also read by the Node that the machine has.

import { appendFileSync } from 'node:fs'
import path from 'node:path'
import { PerformanceObserver } from 'node:perf_hooks'

const file = process.env.AFTERWORD_STEPS ?? ''
const program = path.basename(process.argv[1] ?? '')

/** @param {string} name @param {number} at @param {number} took */
const tell = (name, at, took) => appendFileSync(file, `${JSON.stringify({ program, name, at: performance.timeOrigin + at, took })}\n`)

if (file && ['start.mjs', 'server.ts'].includes(program)) {
  tell('begun', performance.now(), 0)
  const observer = new PerformanceObserver((list) => {
    for (const { name, startTime, duration } of list.getEntries()) tell(name, startTime, duration)
  })
  observer.observe({ entryTypes: ['measure', 'mark'] })
}
