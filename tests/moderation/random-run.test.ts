import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { reader } from '#lib/database.ts'
import { liftMeasure } from '#lib/people/lift-measure.ts'
import { changeSetting } from '#lib/settings/change-setting.ts'
import { operator } from '#lib/viewer.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { proposeAndApprove } from '#lib/moderation/proposals/propose-and-approve.ts'
import { carryOut, essayBy, person, publishedReplyBy } from '../cast.ts'
import { member } from '../people/stories.ts'
import {
  everyProofHolds, everythingWaitingIsReachable, factsAndEssaysAreApproved, namesAreApproved, noticesAreTrue, nothingIsLeftOpen, nothingUnapprovedIsSeen, undoIsTheInverse, undoOfBulkIsTheInverse, waitingEditsAreTheNewest,
} from './random-invariants.ts'
import { filmFacts, minutes } from './proposals/films.ts'
import { anySteps, play, tally } from './random-steps.ts'
import type { Stage } from './random-steps.ts'

/** Seconds for the random runs. For a night of them: `AFTERWORD_RANDOM_SECONDS=3600 npm test -- unit random-run`. */
const seconds = Number(process.env.AFTERWORD_RANDOM_SECONDS ?? 20)

let people: SignedIn[]
let ada: SignedIn
let ned: SignedIn
/** Goes on from run to run, far from today: the database's own clock is ahead of all of it. */
let clock = Date.now() - 86_400_000 * 3_000

beforeAll(async () => {
  const [rae, nia, mo, noor, ida] = [await member('rae'), await member('nia'), await member('mo', { role: 'moderator' }), await member('noor', { role: 'moderator' }), await member('ida', { role: 'administrator' })]
  people = [rae, nia, mo, noor, ida]
  ada = await person('ada', 'author')
  ned = await person('ned', 'moderator')
})

/** A new essay with nobody under a measure. Everybody is known here, so that limits for new people end no story early. */
async function newStage(): Promise<Stage> {
  const post = await essayBy(ada)
  clock += 60_000
  await runCommand(changeSetting, operator, { key: 'moderation.auto-publish', value: { on: false, approvedTexts: 10 } })
  const measures = await reader().measure.findMany({ where: { liftedAt: null, kind: { not: 'note' } }, select: { id: true } })
  for (const { id } of measures) await runCommand(liftMeasure, operator, { measureId: id, reason: 'A new day.' }, new Date(clock))
  const { slug } = await carryOut(proposeAndApprove, ned, { changes: filmFacts(undefined, minutes(96)) }, new Date(clock))
  const work = await reader().work.findUniqueOrThrow({ where: { slug }, select: { id: true } })
  return { post, people, clock: new Date(clock), work, began: new Date(clock), mark: `canary${randomUUID().slice(0, 8)}` }
}

async function allHolds(stage: Stage, chosen: number[]) {
  await nothingUnapprovedIsSeen(stage)
  await namesAreApproved(stage)
  await factsAndEssaysAreApproved(stage)
  await everythingWaitingIsReachable(stage, ned)
  await waitingEditsAreTheNewest(stage)
  await noticesAreTrue(stage)
  await undoIsTheInverse(stage, ned, chosen)
  if ((chosen[0] ?? 0) % 4 === 0) await undoOfBulkIsTheInverse(stage, ned)
  await everyProofHolds()
}

test('whatever five people do, in any order and at the same time, all promises hold after it', async () => {
  for (const each of people.slice(0, 2)) await publishedReplyBy(each, ned, (await essayBy(ada)).slug)
  const until = performance.now() + seconds * 1000
  let runs = 0
  const property = fc.asyncProperty(anySteps(14), fc.array(fc.nat(100), { minLength: 3, maxLength: 3 }), async (run, chosen) => {
    // Whatever is left over when the time is up is not begun: a run that is broken off says nothing.
    if (performance.now() > until) return
    const stage = await newStage()
    await play(stage, run)
    clock = stage.clock.getTime()
    await allHolds(stage, chosen)
    runs++
  })
  await fc.assert(property, { numRuns: seconds * 20, endOnFailure: process.env.AFTERWORD_RANDOM_SHRINK !== '1' })
  await nothingIsLeftOpen()
  expect(runs).toBeGreaterThan(2)
  // Enough runs for each of them: a command that never succeeds here is not tried at all.
  if (runs > 200) expect([...tally].filter(([, { done }]) => done === 0)).toEqual([])
}, seconds * 1000 + 120_000)
