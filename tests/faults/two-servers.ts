import { setTimeout as sleep } from 'node:timers/promises'
import { findFreePort } from '../../scripts/embedded-postgres.ts'
import { startServer } from '../web/server-process.ts'
import { searchLog, settle, streamFigures } from './conversation.ts'
import type { Conversation } from './conversation.ts'
import { Findings } from './faults.ts'
import type { Faults } from './faults.ts'
import { beginRound } from './kills.ts'
import { lookForCanaries } from './public-pages.ts'
import type { Stage } from './stage.ts'
import { beginStream, someMoment } from './stream.ts'
import { readPublic, readTruth } from './truth.ts'

/** Two servers on one database, of which one is killed in the middle: the other goes on as if nothing had been. */
export async function killOneOfTwo(faults: Faults, stage: Stage): Promise<Findings> {
  const { random, sizes } = faults
  const findings = new Findings('kill -9 of one of two servers', ['kills'], 'restarts', 'acts at the server that lived', 'of these in vain', ...streamFigures)
  const database = await stage.clone()
  const conversations = stage.essays.map((essay): Conversation => ({ essay, acts: [] }))
  const ports = [await findFreePort(), await findFreePort()]
  const servers = await Promise.all(ports.map((port) => startServer({ database, port })))
  faults.atEnd(() => Promise.all(servers.map((each) => each.kill())))
  for (let round = 0; round < sizes.pairs; round++) {
    const { conversation, writers, word } = beginRound(stage, conversations, round)
    const place = random() < 0.5 ? 0 : 1
    const [victim, other] = [servers[place], servers[1 - place]]
    if (!victim || !other) throw new Error('There are not two servers')
    const running = beginStream({ random, urls: [victim.url, other.url], essay: conversation.essay, writers, moderators: stage.moderators, word })
    await someMoment(random, running, 900)
    await victim.kill()
    findings.count('kills')
    await sleep(400)
    running.cut()
    const acts = await running.acts
    searchLog(victim, findings)
    const there = acts.filter(({ url }) => url === other.url)
    const failed = there.filter(({ outcome }) => outcome === 'unknown')
    findings.count('acts at the server that lived', there.length)
    findings.count('of these in vain', failed.length)
    for (const { kind, status } of failed) findings.fail(`a ${kind} at the server that lived was answered with ${status || 'nothing'}`)
    const at = { url: other.url, slug: conversation.essay.slug, handles: [], word }
    await lookForCanaries({ ...at, truth: await readTruth(database, conversation.essay.id), open: await readPublic(database) }, findings)
    servers[place] = await startServer({ database, port: victim.port })
    findings.count('restarts')
    await settle({ database, conversation, acts, writers, word }, victim.url, findings)
  }
  await Promise.all(servers.map((each) => each.stop()))
  return findings
}
