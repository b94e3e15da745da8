import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { sayStanding } from '#components/writing/publishing/say-standing.ts'
import { reader } from '#lib/database.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { readPublishing } from '#lib/posts/publishing/read-publishing.ts'
import { schedulePost } from '#lib/posts/publishing/schedule-post.ts'
import { clockAt } from '#lib/time-zones.ts'
import { carryOut, makeCast, refusalOf } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

const draft = () => carryOut(createPost, cast.ada, { title: `A draft ${randomUUID()}`, body: 'One thing, and then another.' })

async function said(postId: string): Promise<string> {
  const read = await readPublishing(cast.ada, postId, new Date())
  return read.ok ? sayStanding(read.value) : read.message
}

describe('an hour that an author names by the clock of a place', () => {
  test.each([
    ['Europe/Berlin', '2031-12-24', '09:30', '2031-12-24T08:30:00.000Z', '24 December 2031 at 09:30 in Europe / Berlin (08:30 UTC)'],
    ['America/New_York', '2031-07-04', '09:30', '2031-07-04T13:30:00.000Z', '4 July 2031 at 09:30 in America / New York (13:30 UTC)'],
    ['Australia/Lord_Howe', '2031-01-10', '09:30', '2031-01-09T22:30:00.000Z', '10 January 2031 at 09:30 in Australia / Lord Howe (22:30 UTC)'],
    // The day on which the clocks go back has it twice: it appears the first time, and says so.
    ['Europe/Berlin', '2031-10-26', '02:30', '2031-10-26T00:30:00.000Z', '(the first time that the clocks show this, 00:30 UTC)'],
    ['America/New_York', '2031-11-02', '01:15', '2031-11-02T05:15:00.000Z', '(the first time that the clocks show this, 05:15 UTC)'],
    ['Australia/Lord_Howe', '2031-04-06', '01:45', '2031-04-05T14:45:00.000Z', '(the first time that the clocks show this, 14:45 UTC)'],
    // The minutes on either side of the hour that is left out, and of the half hour.
    ['Europe/Berlin', '2031-03-30', '03:00', '2031-03-30T01:00:00.000Z', '03:00 in Europe / Berlin (01:00 UTC)'],
    ['Europe/Berlin', '2031-03-30', '01:59', '2031-03-30T00:59:00.000Z', '01:59 in Europe / Berlin (00:59 UTC)'],
    ['Australia/Lord_Howe', '2031-10-05', '02:30', '2031-10-04T15:30:00.000Z', '02:30 in Australia / Lord Howe (15:30 UTC)'],
  ])('%s, %s %s: it appears when the page says', async (timeZone, day, time, moment, words) => {
    const { id } = await draft()
    await carryOut(schedulePost, cast.ada, { postId: id, day, time, timeZone })
    const { publishAt } = await reader().post.findUniqueOrThrow({ where: { id }, select: { publishAt: true } })
    expect(publishAt?.toISOString()).toBe(moment)
    expect(publishAt && clockAt(publishAt, timeZone)).toEqual({ day, time })
    expect((await said(id)).replace('2031, ', '2031 at ')).toContain(words)
    expect((await reader().publication.findFirstOrThrow({ where: { postId: id } })).fromAt.toISOString()).toBe(moment)
  })

  test.each([
    ['Europe/Berlin', '2031-03-30', '02:30'],
    ['America/New_York', '2031-03-09', '02:00'],
    ['Australia/Lord_Howe', '2031-10-05', '02:15'],
  ])('%s, %s %s is left out, and is refused with nothing changed', async (timeZone, day, time) => {
    const { id } = await draft()
    expect((await refusalOf(schedulePost, cast.ada, { postId: id, day, time, timeZone })).fields?.time).toContain(`${time} is left out`)
    expect((await reader().post.findUniqueOrThrow({ where: { id } })).state).toBe('draft')
  })

  test('the second time that a clock shows it, as a program may name it, is said to be the second', async () => {
    const { id } = await draft()
    await carryOut(schedulePost, cast.ada, { postId: id, day: '2031-10-26', time: '02:30', timeZone: 'Europe/Berlin' })
    await carryOut(publishPost, cast.ada, { postId: id, publishAt: '2031-10-26T01:30:00Z' })
    expect(await said(id)).toContain('the second time that the clocks show this, 01:30 UTC')
  })
})
