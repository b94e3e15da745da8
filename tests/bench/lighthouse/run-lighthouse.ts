import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { installPackages } from '../../../scripts/install.mjs'

const run = promisify(execFile)
const root = path.join(import.meta.dirname, '..', '..', '..')
/** Out of the way of the product: nobody needs it to run a site or its tests. */
const installed = path.join(root, '.cache', 'lighthouse')

/** What it judges, each from 0 to 100. */
export const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const

export type Judgement = {
  scores: Record<(typeof categories)[number], number>
  /** What it measured, in its words. */
  measured: string[]
  /** What cost points: a title and what it says of it. */
  named: string[]
}

/** Installs Lighthouse when it is not there, from the lock file beside this file and whatever registry npm knows. */
export async function installLighthouse(): Promise<void> {
  mkdirSync(installed, { recursive: true })
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(path.join(import.meta.dirname, file), path.join(installed, file))
  copyFileSync(path.join(root, '.npmrc'), path.join(installed, '.npmrc'))
  await installPackages(installed)
}

/**
 * Lets Lighthouse judge a page as it comes to a phone on a slow line.
 * @param browser the path of a Chromium
 * @param report where it writes all that it found
 */
export async function judgePage(address: string, browser: string, report: string): Promise<Judgement> {
  const program = path.join(installed, 'node_modules', 'lighthouse', 'cli', 'index.js')
  const options = ['--quiet', '--no-enable-error-reporting', '--chrome-flags=--headless --no-sandbox', `--only-categories=${categories.join()}`, '--output=json', `--output-path=${report}`]
  await run(process.execPath, [program, address, ...options], { env: { ...process.env, CHROME_PATH: browser }, timeout: 180_000 })
  return readJudgement(JSON.parse(readFileSync(report, 'utf8')))
}

type Audit = { title: string; score: number | null; displayValue?: string }
type Report = { categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>; audits: Record<string, Audit>; runtimeError?: { message: string } }

function readJudgement({ categories: judged, audits, runtimeError }: Report): Judgement {
  if (runtimeError) throw new Error(`Lighthouse could not judge: ${runtimeError.message}`)
  const scoreOf = (name: string) => Math.round((judged[name]?.score ?? 0) * 100)
  const say = (audit: Audit | undefined) => [audit?.title, audit?.displayValue].filter(Boolean).join(': ')
  const counted = Object.values(judged).flatMap(({ auditRefs }) => auditRefs).filter(({ weight }) => weight > 0)
  return {
    scores: Object.fromEntries(categories.map((name) => [name, scoreOf(name)])) as Judgement['scores'],
    measured: ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift'].map((id) => audits[id]?.displayValue ?? ''),
    named: counted.map(({ id }) => audits[id]).filter((audit) => audit?.score !== null && (audit?.score ?? 1) < 0.9).map(say),
  }
}
