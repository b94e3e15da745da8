import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { carryOut, makeCast, person, refusalOf } from '../cast.ts'
import { director, factsOf, film, filmFacts, judge, minutes, minutesOf, presentOf, propose } from '../moderation/proposals/films.ts'
import { publicReader, reader } from '#lib/database.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { takeMeasure } from '#lib/people/take-measure.ts'
import { proposeEach } from '#lib/proposals/propose-each.ts'
import { lockField } from '#lib/works/lock-field.ts'
import type { SignedIn } from '#lib/viewer.ts'
import type { Wanted } from '../moderation/proposals/films.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
  // Of whom something was approved may send as much as they like.
  await judge(cast.mo, await propose(cast.rae, (await film(cast.mo)).id, [minutes(97)]), 'approve')
})

const synopsis: Wanted = { key: 'synopses/cccccccc', now: { kind: 'outline', text: 'A ferry, and who is on it.' } }

async function suggestion(workId: string, changes: Wanted[], comment = '') {
  return { workId, baseRevisionId: await presentOf(workId), changes, comment }
}

const waitingOf = (who: SignedIn, workId: string) => reader().proposal.count({ where: { personId: who.id, workId, state: 'held' } })

describe('several things at once', () => {
  test('are proposals of their own: one is approved, the other returned, and either is taken back by itself', async () => {
    const work = await film(cast.mo)
    const { proposals } = await carryOut(proposeEach, cast.rae, await suggestion(work.id, [minutes(97, 'a stopwatch'), synopsis], 'From the first print.'))
    expect(proposals).toHaveLength(2)
    const [ofTime, ofSynopsis] = proposals
    if (!ofTime || !ofSynopsis) throw new Error('Nothing was proposed')
    const approved = await judge(cast.noor, ofTime, 'approve')
    expect((await judge(cast.noor, ofSynopsis, 'return', { reasonCode: '', reasonNote: 'Who is on it?' })).ok).toBe(true)
    expect(await minutesOf(work.id)).toBe(97)
    expect((await factsOf(work.id))['runningTimes/aaaaaaaa']?.source).toBe('a stopwatch')
    expect(await factsOf(work.id)).not.toHaveProperty('synopses/cccccccc')
    if (approved.ok) await carryOut(undoDecision, cast.noor, { decisionId: approved.value.decisionId })
    expect(await minutesOf(work.id)).toBe(96)
    expect(await reader().proposalRevision.findMany({ where: { proposalId: { in: [ofTime.proposalId, ofSynopsis.proposalId] } }, select: { comment: true } })).toEqual([{ comment: 'From the first print.' }, { comment: 'From the first print.' }])
  })

  test('of one list are one proposal, and what is as it was is none', async () => {
    const work = await film(cast.mo)
    const { proposals } = await carryOut(proposeEach, cast.rae, await suggestion(work.id, [
      director('Lia Moraes'), { key: 'credits/cccccccc', now: { role: 'cast', name: 'Tom Reed' }, source: 'a poster' }, minutes(96, ''),
    ]))
    expect(proposals).toHaveLength(1)
  })

  test('wait all together or not at all', async () => {
    const [work, nia] = [await film(cast.mo), await person('nia', 'reader')]
    const four = [minutes(97), director('Lia Moraes'), synopsis, { key: 'pages', now: 12, source: 'the back' }]
    expect(await refusalOf(proposeEach, nia, await suggestion(work.id, four))).toMatchObject({ message: expect.stringMatching(/wait for a moderator already/) })
    expect(await waitingOf(nia, work.id)).toBe(0)
    expect((await carryOut(proposeEach, nia, await suggestion(work.id, four.slice(1)))).proposals).toHaveLength(3)
    expect(await refusalOf(proposeEach, cast.rae, await suggestion(work.id, [minutes(97), { key: 'pages', now: 12, source: '' }]))).toMatchObject({ fields: { 'pages.source': expect.any(String) } })
    expect(await waitingOf(cast.rae, work.id)).toBe(0)
  })

  test('are one text of somebody who may send one in an hour', async () => {
    const [work, slow] = [await film(cast.mo), await person('sol', 'reader')]
    await carryOut(takeMeasure, cast.mo, { handle: slow.handle, kind: 'slow', everySeconds: '3600', reason: 'Slowly.' })
    expect((await carryOut(proposeEach, slow, await suggestion(work.id, [minutes(97), director('Lia Moraes')]))).proposals).toHaveLength(2)
    expect(await refusalOf(proposeEach, slow, await suggestion(work.id, [minutes(98)]))).toMatchObject({ code: 'too-many' })
  })

  test('of a work that is not here are one proposal', async () => {
    const title = `The Weir ${randomUUID().slice(0, 8)}`
    const { proposals: [made] } = await carryOut(proposeEach, cast.rae, { changes: filmFacts(title, minutes(80), synopsis) })
    if (!made) throw new Error('Nothing was proposed')
    await judge(cast.mo, made, 'approve')
    expect(await publicReader().publishedWork.count({ where: { title } })).toBe(1)
  })

  test('of which a locked field is one are refused, and the same sent twice is the same', async () => {
    const work = await film(cast.mo)
    const both = [minutes(97), director('Lia Moraes')]
    const first = await carryOut(proposeEach, cast.rae, await suggestion(work.id, both))
    expect(await carryOut(proposeEach, cast.rae, await suggestion(work.id, both))).toEqual(first)
    await carryOut(lockField, cast.mo, { workId: work.id, field: 'credits', why: 'It is being looked up.' })
    expect(await refusalOf(proposeEach, cast.rae, await suggestion(work.id, [minutes(98), director('Ann Other')]))).toMatchObject({ fields: { 'credits/bbbbbbbb': expect.stringMatching(/looked up/) } })
  })

  test('that are nothing new are refused', async () => {
    const work = await film(cast.mo)
    expect(await refusalOf(proposeEach, cast.rae, await suggestion(work.id, [minutes(96, '')]))).toMatchObject({ message: expect.stringMatching(/stands already/) })
  })
})
