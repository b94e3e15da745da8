import type { Random } from '#lib/samples/sample-random.ts'
import { findFreePort } from '../../scripts/embedded-postgres.ts'
import { startServer } from '../web/server-process.ts'
import type { ServerProcess } from '../web/server-process.ts'
import { ask, newCanary } from './acts.ts'
import { searchLog, settle, streamFigures } from './conversation.ts'
import type { Conversation } from './conversation.ts'
import { Findings } from './faults.ts'
import type { Faults } from './faults.ts'
import { beginRound } from './kills.ts'
import { openForm, sendInVain, sendKept, untilAnswers } from './open-form.ts'
import type { Stage } from './stage.ts'
import { beginStream, someMoment } from './stream.ts'

/** In milliseconds: what the site may take to serve again by itself when its database is back. */
const longestReturn = 10_000

/** The database is restarted in the middle, both as an operator does it and as a crash does. */
export async function restartTheDatabase(faults: Faults, stage: Stage): Promise<Findings> {
  const { random, sizes } = faults
  const findings = new Findings('PostgreSQL restarted', ['fast', 'immediate'], ...lossFigures)
  const database = await stage.clone()
  const conversations = stage.essays.map((essay): Conversation => ({ essay, acts: [] }))
  const server = await startServer({ database, port: await findFreePort() })
  faults.atEnd(() => server.kill())
  for (let round = 0; round < sizes.restarts * 2; round++) {
    const mode = round % 2 === 0 ? 'fast' : 'immediate'
    await loseTheDatabase({ random, stage, server, database, conversations, findings }, round, { lose: () => stage.postgres.end(mode), regain: () => stage.postgres.begin() })
    findings.count(mode)
  }
  searchLog(server, findings)
  await server.stop()
  return findings
}

/** Counted wherever the database goes and comes back. */
export const lossFigures = ['texts sent in vain', 'of these kept in the answer', 'of these taken afterwards', 'longest until it serves again, ms', ...streamFigures]

export type Losing = { random: Random; stage: Stage; server: ServerProcess; database: string; conversations: Conversation[]; findings: Findings }

/** People write and moderators decide, the database goes in the middle of it, and somebody writes while it is away. */
export async function loseTheDatabase(site: Losing, round: number, { lose, regain }: { lose: () => Promise<void>; regain: () => Promise<void> }): Promise<void> {
  const { random, stage, server, database, conversations, findings } = site
  const { conversation, writers, word } = beginRound(stage, conversations, round)
  const [apart] = stage.readers.slice(-1 - round)
  if (!apart) throw new Error('There is nobody')
  const form = await openForm(server.url, apart, stage.apart)
  const running = beginStream({ random, urls: [server.url], essay: conversation.essay, writers, moderators: stage.moderators, word })
  await someMoment(random, running, 800)
  await lose()
  running.cut()
  const acts = await running.acts
  const body = `What was written while the database was away, ${newCanary(random)}.`
  const kept = await sendInVain(form, body, findings)
  await expectAway(server.url, conversation.essay.slug, findings)
  await regain()
  findings.most('longest until it serves again, ms', await untilAnswers(`${server.url}/readyz`, 200, longestReturn))
  await sendKept(database, form, kept, body, findings)
  await settle({ database, conversation, acts, writers, word }, server.url, findings)
}

/** Nothing is made up while it cannot be known what is: readers are told to come back, in words, and programs in their way. */
async function expectAway(url: string, slug: string, findings: Findings) {
  const [alive, page, api] = await Promise.all(['/healthz', `/posts/${slug}`, `/api/v1/posts/${slug}/comments`].map((path) => ask(url + path)))
  findings.check(alive?.status === 200, `/healthz answers ${alive?.status ?? 'nothing'} while the database is away`)
  findings.check(page?.status === 503 && page.body.includes('Back in a moment'), `a page answers ${page?.status ?? 'nothing'} while the database is away`)
  findings.check(api?.status === 503 && api.body.startsWith('{'), `the API answers ${api?.status ?? 'nothing'} while the database is away`)
}
