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

/** Every fault by its name, in the order in which they are tried. */
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

/** Tries faults one after the other on a production server, each on a database of its own. */
export async function runFaults(faults: Faults, chosen: readonly string[], hear: (findings: Findings) => void): Promise<Findings[]> {
  await buildApp()
  const rounds = faults.sizes.kills + faults.sizes.pairs
  const stage = await makeStage(faults, { essays: Math.max(4, Math.ceil(rounds / roundsOfEssay)), readers: Math.max(60, rounds * writersEach) })
  const all: Findings[] = []
  for (const name of chosen) {
    faults.say(name)
    const findings = await parts[name]?.(faults, stage)
    if (!findings) continue
    all.push(findings)
    hear(findings)
  }
  return all
}
