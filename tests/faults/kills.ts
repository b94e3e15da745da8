import path from 'node:path'
import { randomFrom } from '#lib/samples/sample-random.ts'
import type { Random } from '#lib/samples/sample-random.ts'
import { findFreePort } from '../../scripts/embedded-postgres.ts'
import { startServer } from '../web/server-process.ts'
import type { ServerProcess } from '../web/server-process.ts'
import { searchLog, settle, streamFigures, wordOf } from './conversation.ts'
import type { Conversation, Round } from './conversation.ts'
import { Findings, proofs } from './faults.ts'
import type { Faults } from './faults.ts'
import type { Stage } from './stage.ts'
import { beginStream, someMoment } from './stream.ts'
import { untilNobodyIsAt } from './truth.ts'

/** People who write in a round. */
export const writersEach = 6

/** Rounds under one essay, so that some conversations grow and many are begun. */
export const roundsOfEssay = 4

/** In milliseconds: until the stream is cut. */
const longest = 1_200

/** Pages of each list that are read after a round; all of them after every so many rounds. */
const pagesEach = 6

/** The server is killed while people write and decide, and started again, over and over. */
export async function killTheServer(faults: Faults, stage: Stage): Promise<Findings> {
  const findings = new Findings('kill -9 of the server', ['kills'], 'restarts', 'longest restart, ms', ...streamFigures)
  const abreast = Math.min(faults.sizes.abreast, faults.sizes.kills)
  // A PostgreSQL has room for the connections of few servers, and of those that were killed.
  const stages = await Promise.all(Array.from({ length: abreast }, (_, place) => (place === 0 ? stage : stage.copyTo(path.join(faults.folder, `postgres-kills-${place}`)))))
  await Promise.all(stages.map((each, place) => killAtOneSite(faults, each, { place, abreast }, findings)))
  return findings
}

/** One round in so many, on a database of its own. */
async function killAtOneSite(faults: Faults, stage: Stage, { place, abreast }: { place: number; abreast: number }, findings: Findings) {
  const { sizes } = faults
  const random = randomFrom(faults.random() * 2 ** 32)
  const database = await stage.clone()
  const port = await findFreePort()
  const conversations = stage.essays.map((essay): Conversation => ({ essay, acts: [] }))
  let server = await startServer({ database, port })
  faults.atEnd(() => server.kill())
  for (let round = place; round < sizes.kills; round += abreast) {
    const readsAll = (Math.floor(round / abreast) + 1) % sizes.crawlEvery === 0 || round + abreast >= sizes.kills
    const { conversation, writers, word } = beginRound(stage, conversations, round)
    const running = beginStream({ random, urls: [server.url], essay: conversation.essay, writers, moderators: stage.moderators, word })
    await someMoment(random, running, longest)
    await server.kill()
    running.cut()
    findings.count('kills')
    const acts = await running.acts
    searchLog(server, findings)
    await untilNobodyIsAt(database)
    const began = performance.now()
    server = await startServer({ database, port })
    findings.count('restarts')
    const done = findings.of('restarts')
    if (done % 20 === 0) faults.say(`${done} kills, ${findings.of(proofs.acknowledged)} acts acknowledged, ${findings.broken.length} findings${findings.broken.length > 0 ? `, the last: ${findings.broken.at(-1)}` : ''}`)
    findings.most('longest restart, ms', performance.now() - began)
    const broken = findings.broken.length
    await settle({ database, conversation, acts, writers, word, some: readsAll ? undefined : someOf(random) }, server.url, findings)
    if (findings.broken.length > broken) findings.noted.push(`what the server of such a round said: ${complaintsOf(server)}`)
  }
  await server.stop()
}

/** Writers of its own, and the next essay after every few rounds. */
export function beginRound(stage: Stage, conversations: Conversation[], round: number): Pick<Round, 'conversation' | 'writers' | 'word'> {
  const conversation = conversations[Math.floor(round / roundsOfEssay) % conversations.length]
  if (!conversation) throw new Error('There is no essay')
  return { conversation, writers: stage.readers.slice(round * writersEach, (round + 1) * writersEach), word: wordOf(round) }
}

function someOf(random: Random) {
  return (all: string[]) => all.map((each) => ({ each, at: random() })).toSorted((a, b) => a.at - b.at).slice(0, pagesEach).map(({ each }) => each)
}

function complaintsOf(server: ServerProcess): string {
  return server.said().split('\n').filter((line) => !line.includes('"msg":"request"')).join(' | ').slice(-1_000)
}
