import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findFreePort } from '../../scripts/embedded-postgres.ts'
import { fillForm } from '../web/read-html.ts'
import { startServer } from '../web/server-process.ts'
import { ask, asBrowser, newCanary } from './acts.ts'
import { proveAll } from './conversation.ts'
import { Findings } from './faults.ts'
import type { Faults } from './faults.ts'
import { keepsText, openForm, send, timesThere } from './open-form.ts'
import type { OpenForm } from './open-form.ts'
import { question } from './stage.ts'
import type { Stage } from './stage.ts'

const root = path.join(import.meta.dirname, '..', '..')

/** Somebody has a page open while a new build takes the place of the one that made it, and then sends what they wrote. */
export async function sendOlderForms(faults: Faults, stage: Stage): Promise<Findings> {
  const { random, sizes, atEnd, folder } = faults
  const findings = new Findings(
    'A form of an older build', ['forms sent to the next build', 'forms of actions that are gone', 'forms after a restart'], 'of these taken by the next build', 'of these kept in the answer', 'of these taken after a restart', 'builds')
  const database = await stage.clone()
  const port = await findFreePort()
  let server = await startServer({ database, port })
  atEnd(() => server.kill())
  const forms = await Promise.all(stage.readers.slice(0, 12).map((by) => openForm(server.url, by, stage.apart)))
  for (const form of forms.slice(0, 3)) await sendStrange(form, newCanary(random), findings)
  await server.stop()
  server = await startServer({ database, port })
  for (const form of forms.slice(3, 6)) await sendLate(database, form, newCanary(random), ['forms after a restart', 'of these taken after a restart'], findings)
  if (sizes.builds > 0) {
    await server.stop()
    faults.say('building once more')
    server = await startServer({ database, port, at: await buildElsewhere(path.join(folder, 'next-build')) })
    findings.count('builds')
    for (const form of forms.slice(6)) await sendLate(database, form, newCanary(random), ['forms sent to the next build', 'of these taken by the next build'], findings)
  } else findings.skip('a second build takes a minute, and is made by npm run test:faults')
  await proveAll({ database, url: server.url, essay: stage.apart }, findings)
  await server.stop()
  return findings
}

/** A form whose action is not there any more, as it looks when somebody has moved it in the sources. */
async function sendStrange({ url, by, essay, page }: OpenForm, canary: string, findings: Findings) {
  const text = `What was written for another build.\n\nIn two paragraphs, ${canary}.`
  const form = fillForm(page, 'body', { body: text })
  for (const [name, value] of form) {
    if (/^\$ACTION_\d+:0$/.test(name) && typeof value === 'string') form.set(name, value.replace(/"id":"([\da-f]+)"/, (_, id: string) => `"id":"${id.slice(0, 2)}${[...id.slice(2)].reverse().join('')}"`))
  }
  const answer = await ask(`${url}/posts/${essay.slug}`, { method: 'POST', headers: asBrowser(url, by), body: form })
  findings.count('forms of actions that are gone')
  const isKept = answer !== null && answer.status < 500 && keepsText(answer, text)
  findings.count('of these kept in the answer', isKept ? 1 : 0)
  findings.check(isKept, `a form of an action that is gone was answered with ${answer?.status ?? 'nothing'}, and its text is lost`)
}

async function sendLate(database: string, form: OpenForm, canary: string, [sent, taken]: [string, string], findings: Findings) {
  const text = `What was written before, and sent after, ${canary}.`
  const answer = await send(form, form.page, { body: text })
  findings.count(sent)
  const count = await timesThere(database, text)
  findings.told(answer?.status === 200, count)
  findings.count(taken, answer?.status === 200 && count === 1 ? 1 : 0)
  findings.check(answer?.status === 200 && count === 1, `a form of an older build was answered with ${answer?.status ?? 'nothing'}, and its text is there ${count} times`)
}

const sources = ['app', 'components', 'lib', 'prisma', 'scripts', 'server.ts', 'package.json', 'next.config.mjs', 'postcss.config.mjs', 'tsconfig.json']

/** Builds the sources in another folder, with a page that says something else. */
async function buildElsewhere(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true })
  for (const name of sources) cpSync(path.join(root, name), path.join(folder, name), { recursive: true })
  execFileSync('cp', ['-al', path.join(root, 'node_modules'), path.join(folder, 'node_modules')])
  const changed = path.join(folder, 'app', 'not-found.tsx')
  writeFileSync(changed, `${readFileSync(changed, 'utf8')}\n// Another build.\n`)
  const child = spawn(process.execPath, ['-e', `import('./scripts/build-app.ts').then(({ buildApp }) => buildApp())`], { cwd: folder, stdio: 'ignore' })
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`The second build ended with ${code}`)
  return folder
}
