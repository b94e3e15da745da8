import { setTimeout as sleep } from 'node:timers/promises'
import { findFreePort } from '../../scripts/embedded-postgres.ts'
import { startServer } from '../web/server-process.ts'
import { ask, newCanary } from './acts.ts'
import type { Answer } from './acts.ts'
import { proveAll } from './conversation.ts'
import { Findings } from './faults.ts'
import type { Faults } from './faults.ts'
import { keepsText, openForm, send, sendKept, untilAnswers } from './open-form.ts'
import { question } from './stage.ts'
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
  const path = `/posts/${stage.apart.slug}`
  const forms = await Promise.all(stage.readers.slice(0, 6).map((by) => openForm(server.url, by, stage.apart)))
  for (let warm = 0; warm < 3; warm++) await ask(server.url + path)
  const thaw = stage.postgres.freeze()
  findings.count('times frozen')
  const timed = async (asked: Promise<Answer | null>) => {
    const began = performance.now()
    const answer = await asked
    findings.most('longest wait, ms', performance.now() - began)
    findings.check(answer !== null && performance.now() - began < longestWait, `somebody waited ${Math.round(performance.now() - began)} ms for ${answer ? 'an answer' : 'nothing'}`)
    return answer
  }
  const read = async () => {
    const answer = await timed(ask(server.url + path))
    if (answer?.status === 200) findings.count('kept pages sent meanwhile')
    else if (answer?.status === 503 && answer.body.includes('Back in a moment')) findings.count('readers told to come back')
    else findings.fail(`a page of a site whose database is frozen answers ${answer?.status ?? 'nothing'}`)
  }
  const write = async (form: (typeof forms)[number]) => {
    const body = `What was written while the database stood still, ${newCanary(random)}.`
    return { form, body, answer: await timed(send(form, form.page, { body })) }
  }
  await read()
  const [reading, writing]: [Promise<void>[], ReturnType<typeof write>[]] = [[], []]
  try {
    for (let second = 0; second < sizes.frozenSeconds; second++) {
      findings.count('seconds')
      reading.push(read())
      const form = forms[Math.floor((second * forms.length) / sizes.frozenSeconds)]
      if (form && writing.length <= Math.floor((second * forms.length) / sizes.frozenSeconds)) writing.push(write(form))
      await sleep(1_000)
    }
  } finally {
    thaw()
  }
  const written = await Promise.all(writing)
  await Promise.all(reading)
  findings.most('longest until it serves again, ms', await untilAnswers(`${server.url}/readyz`, 200, 15_000))
  for (const { form, body, answer } of written) {
    findings.count('texts sent')
    const [{ count = 0 } = {}] = await question<{ count: number }>(database, 'SELECT count(*)::int AS count FROM comment_revision WHERE source = $1', [body])
    if (answer?.status === 200) {
      findings.count('of these taken')
      findings.told(true, count)
      findings.check(count === 1, `a text that was acknowledged is there ${count} times`)
      continue
    }
    const isKept = answer !== null && keepsText(answer, body)
    findings.count('of these kept in the answer', isKept ? 1 : 0)
    findings.check(answer?.status === 503 && isKept, `a text that met a frozen database was answered with ${answer?.status ?? 'nothing'}, ${isKept ? 'and kept' : 'and is lost'}`)
    await sendKept(database, form, answer?.body ?? '', body, findings)
  }
  await proveAll({ database, url: server.url, essay: stage.apart }, findings)
  await server.stop()
  return findings
}
