import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { findFreePort } from '../../scripts/embedded-postgres.ts'
import { startServer } from '../web/server-process.ts'
import { searchLog } from './conversation.ts'
import type { Conversation } from './conversation.ts'
import { lossFigures, loseTheDatabase } from './database-away.ts'
import { Findings } from './faults.ts'
import type { Faults } from './faults.ts'
import { mountVolume } from './full-volume.ts'
import { connect, serverOf } from './stage.ts'
import type { Stage } from './stage.ts'

/** Megabytes: the files of a stage take some 150. */
const volumeSize = 320

/** The volume that holds everything of PostgreSQL has no byte left, also for its log: it ends by itself or lets nobody in, and cannot come back before there is room. */
export async function fillTheLog({ random, folder, atEnd }: Faults, stage: Stage): Promise<Findings> {
  const findings = new Findings('PostgreSQL without room for its log', ['times full'], 'ended by itself', 'stood still, and was ended', 'cannot begin while it is full', ...lossFigures)
  const volume = mountVolume(volumeSize, path.join(folder, 'postgres', 'data'))
  if (typeof volume === 'string') {
    findings.skip(volume)
    return findings
  }
  atEnd(volume.remove)
  const full = await stage.copyTo(path.join(volume.folder, 'postgres'))
  const database = await full.clone()
  const conversations = full.essays.map((essay): Conversation => ({ essay, acts: [] }))
  const server = await startServer({ database, port: await findFreePort() })
  atEnd(() => server.kill())
  const lose = async () => {
    // Nobody else comes in once it is full.
    const inside = await connect(serverOf(full.postgres.url))
    volume.fill()
    findings.count('times full')
    await useUpLog(inside)
    let ended = await full.postgres.hasEnded(3)
    let refuses = false
    for (let tries = 0; !ended && tries < 5; tries++) {
      // What was not written yet when it fell is gone, so that it may find a little room and come back by itself: until that is used up too.
      volume.fill()
      refuses = await connect(serverOf(full.postgres.url)).then((again) => useUpLog(again).then(() => false), () => true)
      ended = await full.postgres.hasEnded(3)
    }
    findings.count('ended by itself', ended ? 1 : 0)
    findings.check(ended || refuses, 'PostgreSQL goes on without room for its log')
    // PostgreSQL 18 may overlook that its recovery, which begins when it has fallen, failed at once: it lets nobody in, also when there is room again. Its operator has to end it.
    findings.count('stood still, and was ended', !ended && refuses ? 1 : 0)
    if (!ended) await full.postgres.end('fast')
  }
  const regain = async () => {
    const began = await full.postgres.begin().then(() => true, () => false)
    findings.count('cannot begin while it is full', began ? 0 : 1)
    volume.empty()
    if (!began) await full.postgres.begin()
  }
  await loseTheDatabase({ random, stage: full, server, database, conversations, findings }, 0, { lose, regain })
  searchLog(server, findings)
  await server.stop()
  await full.postgres.stop()
  return findings
}

/** Files of the log are made ahead: each is begun, until the next one would have to be made. */
async function useUpLog(inside: pg.Client) {
  for (let file = 0; file < 30; file++) {
    const goesOn = await inside.query(`SELECT pg_logical_emit_message(true, 'faults', 'the volume is full'), pg_switch_wal()`).then(() => true, () => false)
    if (!goesOn) break
    await sleep(20)
  }
  await inside.end().catch(() => {})
}
