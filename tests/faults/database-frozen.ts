import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '#lib/samples/sample-random.ts'
import { findFreePort } from '../../scripts/embedded-postgres.ts'
import { startServer } from '../web/server-process.ts'
import { ask, newCanary } from './acts.ts'
import type { Answer } from './acts.ts'
import { proveAll } from './conversation.ts'
import { Findings } from './faults.ts'
import type { Faults } from './faults.ts'
import { keepsText, openForm, send, sendKept, timesThere, untilAnswers } from './open-form.ts'
import type { OpenForm } from './open-form.ts'
import type { Stage } from './stage.ts'

/** In milliseconds: nobody waits longer for an answer, whatever it is. */
const longestWait = 25_000

/** All processes of the database stand still for some seconds, and no connection ends: nobody is told. */
export async function freezeTheDatabase({ random, sizes, atEnd }: Faults, stage: Stage): Promise<Findings> {
  const findings = new Findings(
    'PostgreSQL frozen', ['times frozen'], 'seconds', 'kept pages sent meanwhile', 'readers told to come back', 'texts sent', 'of these taken', 'of these kept in the answer', 'of these taken afterwards',
    'longest wait, ms', 'longest until it serves again, ms')
  if (process.platform !== 'linux') {
    findings.skip('only on Linux are the processes of a database found one by one')
    return findings
  }
  const database = await stage.clone()
  const server = await startServer({ database, port: await findFreePort() })
  atEnd(() => server.kill())
  const page = `${server.url}/posts/${stage.apart.slug}`
  const forms = await Promise.all(stage.readers.slice(0, 6).map((by) => openForm(server.url, by, stage.apart)))
  for (let warm = 0; warm < 3; warm++) await ask(page)
  const thaw = stage.postgres.freeze()
  findings.count('times frozen')
  const { reading, writing } = await askWhileFrozen({ page, forms, seconds: sizes.frozenSeconds, random, findings }).finally(thaw)
  const [written] = await Promise.all([Promise.all(writing), Promise.all(reading)])
  findings.most('longest until it serves again, ms', await untilAnswers(`${server.url}/readyz`, 200, 15_000))
  for (const each of written) await settleText(database, each, findings)
  await proveAll({ database, url: server.url, essay: stage.apart }, findings)
  await server.stop()
  return findings
}

type Written = { form: OpenForm; body: string; answer: Answer | null }
type Asking = { page: string; forms: OpenForm[]; seconds: number; random: Random; findings: Findings }

/** Somebody reads each second, and the forms are sent one after the other. @returns what has no answer yet when the time is over, among what has one */
async function askWhileFrozen({ page, forms, seconds, random, findings }: Asking) {
  const write = async (form: OpenForm): Promise<Written> => {
    const body = `What was written while the database stood still, ${newCanary(random)}.`
    return { form, body, answer: await timed(send(form, form.page, { body }), findings) }
  }
  await read(page, findings)
  const [reading, writing]: [Promise<void>[], Promise<Written>[]] = [[], []]
  for (let second = 0; second < seconds; second++) {
    findings.count('seconds')
    reading.push(read(page, findings))
    const place = Math.floor((second * forms.length) / seconds)
    const form = forms[place]
    if (form && writing.length <= place) writing.push(write(form))
    await sleep(1_000)
  }
  return { reading, writing }
}

async function read(page: string, findings: Findings) {
  const answer = await timed(ask(page), findings)
  if (answer?.status === 200) findings.count('kept pages sent meanwhile')
  else if (answer?.status === 503 && answer.body.includes('Back in a moment')) findings.count('readers told to come back')
  else findings.fail(`a page of a site whose database is frozen answers ${answer?.status ?? 'nothing'}`)
}

async function timed(asked: Promise<Answer | null>, findings: Findings): Promise<Answer | null> {
  const began = performance.now()
  const answer = await asked
  const waited = performance.now() - began
  findings.most('longest wait, ms', waited)
  findings.check(answer !== null && waited < longestWait, `somebody waited ${Math.round(waited)} ms for ${answer ? 'an answer' : 'nothing'}`)
  return answer
}

/** It was taken once, or came back and can be sent again. */
async function settleText(database: string, { form, body, answer }: Written, findings: Findings) {
  findings.count('texts sent')
  if (answer?.status === 200) {
    const count = await timesThere(database, body)
    findings.count('of these taken')
    findings.told(true, count)
    findings.check(count === 1, `a text that was acknowledged is there ${count} times`)
    return
  }
  const isKept = answer !== null && keepsText(answer, body)
  findings.count('of these kept in the answer', isKept ? 1 : 0)
  findings.check(answer?.status === 503 && isKept, `a text that met a frozen database was answered with ${answer?.status ?? 'nothing'}, ${isKept ? 'and kept' : 'and is lost'}`)
  await sendKept(database, form, answer?.body ?? '', body, findings)
}
