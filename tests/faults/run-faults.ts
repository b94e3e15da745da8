import path from 'node:path'
import { randomFrom } from '#lib/samples/sample-random.ts'
import { buildApp } from '../../scripts/build-app.ts'
import { moveTheClock } from './clock-moved.ts'
import { restartTheDatabase } from './database-away.ts'
import { freezeTheDatabase } from './database-frozen.ts'
import { fillTheDatabase } from './database-full.ts'
import type { Faults, Findings } from './faults.ts'
import { killTheServer, roundsOfEssay, writersEach } from './kills.ts'
import { fillTheLog } from './log-full.ts'
import { takeMailAway } from './mail-away.ts'
import { sendOlderForms } from './older-form.ts'
import { prepareStages } from './stage.ts'
import type { Stage } from './stage.ts'
import { killOneOfTwo } from './two-servers.ts'

/** Every fault by its name, each on production servers and a database of its own. */
export const parts: Record<string, (faults: Faults, stage: Stage) => Promise<Findings>> = {
  kills: killTheServer,
  pairs: killOneOfTwo,
  restarts: restartTheDatabase,
  frozen: freezeTheDatabase,
  full: fillTheDatabase,
  log: fillTheLog,
  mail: takeMailAway,
  forms: sendOlderForms,
  clock: moveTheClock,
}

/** One after the other, beside the other rows, which have a PostgreSQL of their own: most of the time somebody waits for something. */
const rows = [['kills'], ['restarts', 'frozen', 'full', 'log'], ['mail', 'forms'], ['pairs', 'clock']]

type Seeded = Omit<Faults, 'random'> & { seed: number }

/** Builds the site, makes a stage that is large enough for all parts, and begins with all that are chosen. */
export async function beginFaults(faults: Seeded, chosen: readonly string[] = Object.keys(parts)): Promise<Record<string, Promise<Findings>>> {
  const { sizes, folder, seed } = faults
  await buildApp()
  const rounds = Math.max(sizes.kills, sizes.pairs, sizes.restarts * 2)
  const copyTo = await prepareStages(faults, { essays: Math.max(4, Math.ceil(rounds / roundsOfEssay)), readers: 60 + rounds * writersEach })
  const running = rows.flatMap((row, place) => {
    const names = row.filter((name) => chosen.includes(name))
    const stage = names.length > 0 ? copyTo(path.join(folder, `postgres-${place}`)) : null
    let before: Promise<unknown> = Promise.resolve()
    return names.map((name) => {
      const work = before.then(async () => begin(name, faults, stage && (await stage)))
      // Whoever waits for it hears of it; the next one in its row begins all the same.
      before = work.catch(() => {})
      return [name, work] as const
    })
  })
  return Object.fromEntries(running)
}

/** With chance of its own, so that a part alone is what it is among all. */
function begin(name: string, faults: Seeded, stage: Stage | null): Promise<Findings> {
  const part = parts[name]
  if (!part || !stage) throw new Error(`There is no part ${name}`)
  faults.say(name)
  return part({ ...faults, random: randomFrom(faults.seed + Object.keys(parts).indexOf(name)) }, stage)
}
