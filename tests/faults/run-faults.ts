import { buildApp } from '../../scripts/build-app.ts'
import { moveTheClock } from './clock-moved.ts'
import { restartTheDatabase } from './database-away.ts'
import { freezeTheDatabase } from './database-frozen.ts'
import { fillTheDatabase } from './database-full.ts'
import type { Faults, Findings } from './faults.ts'
import { killTheServer, roundsOfEssay, writersEach } from './kills.ts'
import { takeMailAway } from './mail-away.ts'
import { sendOlderForms } from './older-form.ts'
import { makeStage } from './stage.ts'
import type { Stage } from './stage.ts'
import { killOneOfTwo } from './two-servers.ts'

/** Every fault by its name, in the order in which they are tried, each on a production server and a database of its own. */
export const parts: Record<string, (faults: Faults, stage: Stage) => Promise<Findings>> = {
  kills: killTheServer,
  pairs: killOneOfTwo,
  restarts: restartTheDatabase,
  frozen: freezeTheDatabase,
  full: fillTheDatabase,
  mail: takeMailAway,
  forms: sendOlderForms,
  clock: moveTheClock,
}

/** Builds the site, and makes a stage that is large enough for all parts. */
export async function prepareFaults(faults: Faults): Promise<Stage> {
  await buildApp()
  const rounds = Math.max(faults.sizes.kills, faults.sizes.pairs, faults.sizes.restarts * 2)
  return makeStage(faults, { essays: Math.max(4, Math.ceil(rounds / roundsOfEssay)), readers: 60 + rounds * writersEach })
}
