import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { reader } from '#lib/database.ts'
import { readNotices } from '#lib/moderation/notices/read-notices.ts'
import { chooseRhythm } from '#lib/notices/choose-rhythm.ts'
import { follow } from '#lib/notices/follow.ts'
import { mute } from '#lib/people/mute.ts'
import { addUpdateNote } from '#lib/posts/update-notes/add-update-note.ts'
import { changeUpdateNote } from '#lib/posts/update-notes/change-update-note.ts'
import { takeBackUpdateNote } from '#lib/posts/update-notes/take-back-update-note.ts'
import { carryOut, decideNow, essayBy, makeCast, publishedReplyBy } from '../cast.ts'
import { mailEverybody, tellEverybody } from '../jobs/carry-out-jobs.ts'
import { member } from '../people/stories.ts'
import type { Member } from '../people/stories.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let essay: { id: string; slug: string }
let rae: Member
let commentId: string

beforeAll(async () => {
  cast = await makeCast()
})

beforeEach(async () => {
  essay = await essayBy(cast.ada)
  rae = await member('rae')
  commentId = await publishedReplyBy(rae, cast.mo, essay.slug)
  await tellEverybody(inAMinute())
})

const inAMinute = () => new Date(Date.now() + 61_000)
const note = (given: object = {}) => carryOut(addUpdateNote, cast.ada, { postId: essay.id, kind: 'correction', body: 'It was a Tuesday.', commentId, ...given })
const thanks = async () => (await readNotices(rae, inAMinute())).notices.filter(({ kind }) => kind === 'thanks')

describe('somebody whose comment led to a correction', () => {
  test('is told so by whom, on the site and by mail, when there was time to take it back', async () => {
    await note()
    await tellEverybody()
    expect(await reader().notice.count({ where: { personId: rae.id, kind: 'thanks' } })).toBe(0)
    const mails = (await mailEverybody(inAMinute())).filter(({ to }) => to === rae.email)
    expect(mails.map(({ text }) => text).join('\n')).toMatch(/ada thanks you in a note on “An essay [^”]*”: this comment of yours led to it[\s\S]*\/posts\//)
    expect(await thanks()).toMatchObject([{ by: ['ada'], commentId, post: { slug: essay.slug }, count: 1 }])
  })

  test('is told once, however often the note is changed, and again for another comment', async () => {
    const { id } = await note()
    await tellEverybody(inAMinute())
    const other = await publishedReplyBy(rae, cast.mo, essay.slug)
    const change = async (version: number, given: object) => carryOut(changeUpdateNote, cast.ada, { noteId: id, version, kind: 'correction', body: 'It was a Wednesday.', ...given })
    await change(1, {})
    await change(2, { commentId: '' })
    await change(3, { commentId })
    await tellEverybody(inAMinute())
    expect(await thanks()).toHaveLength(1)
    await change(4, { commentId: other })
    await tellEverybody(inAMinute())
    expect(await reader().notice.count({ where: { personId: rae.id, kind: 'thanks' } })).toBe(2)
    expect(await thanks()).toMatchObject([{ commentId: other }])
  })

  test('hears nothing of a note that was taken back, and what they were told goes with it', async () => {
    const [gone, later] = [await note(), await note({ commentId: await publishedReplyBy(rae, cast.mo, essay.slug) })]
    await carryOut(takeBackUpdateNote, cast.ada, { noteId: gone.id, version: 1 })
    await tellEverybody(inAMinute())
    expect(await thanks()).toHaveLength(1)
    await carryOut(takeBackUpdateNote, cast.ada, { noteId: later.id, version: 1 })
    expect(await thanks()).toEqual([])
  })

  test('hears nothing while their comment is hidden', async () => {
    await note()
    await decideNow(cast.noor, commentId, 'hide')
    await tellEverybody(inAMinute())
    expect(await thanks()).toEqual([])
    expect(await reader().notice.count({ where: { personId: rae.id, kind: 'thanks' } })).toBe(0)
  })

  test.each([
    ['mutes who wrote the note', () => carryOut(mute, rae, { handle: cast.ada.handle, muted: 'yes' })],
    ['wants nothing of the conversation', () => carryOut(follow, rae, { postId: essay.id, wanted: 'no' })],
  ])('hears nothing if they have said that they %s', async (_, say) => {
    await say()
    await note()
    await tellEverybody(inAMinute())
    expect(await reader().notice.count({ where: { personId: rae.id, kind: 'thanks' } })).toBe(0)
  })

  test('is told on the site alone if they want no mail about replies', async () => {
    await carryOut(chooseRhythm, rae, { reply: 'off' })
    await note()
    expect((await mailEverybody(inAMinute())).filter(({ to, text }) => to === rae.email && text.includes('thanks you'))).toEqual([])
    expect(await thanks()).toHaveLength(1)
  })

  test('is not told what they did themselves', async () => {
    const own = await publishedReplyBy(cast.ada, cast.mo, essay.slug)
    await note({ commentId: own })
    await tellEverybody(inAMinute())
    expect(await reader().notice.count({ where: { personId: cast.ada.id, kind: 'thanks' } })).toBe(0)
  })
})
