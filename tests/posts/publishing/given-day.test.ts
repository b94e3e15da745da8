import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { carryOut, essayBy, makeCast, person, refusalOf } from '../../cast.ts'
import '../../database/fenced-database.ts'
import { runCommand } from '#lib/command.ts'
import { publicReader, reader, writer } from '#lib/database.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { setConversationRules } from '#lib/posts/conversation/set-conversation-rules.ts'
import { datePost } from '#lib/posts/publishing/date-post.ts'
import { filePost } from '#lib/posts/publishing/file-post.ts'
import { movePost } from '#lib/posts/publishing/move-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { readPost } from '#lib/posts/read-post.ts'
import { readPublishedHistory } from '#lib/posts/read-published-history.ts'
import { readHistory } from '#lib/posts/writing/read-revisions.ts'
import { tellOfPost } from '#lib/notices/tell-of-post.ts'
import { verify } from '#lib/integrity/verify.ts'
import { operator } from '#lib/viewer.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
})
beforeEach(async () => {
  cast = { ...cast, ada: await person('ada', 'author') }
})

const draft = () => carryOut(createPost, cast.ada, { title: `From then ${randomUUID()}`, body: 'One thing.' })
const shown = (id: string) => publicReader().publishedPost.findUniqueOrThrow({ where: { id }, select: { publishedAt: true, updatedAt: true } })
const aDay = 86_400_000
const yesterday = new Date(Date.now() - aDay).toISOString().slice(0, 10)
const noon = (day: string) => new Date(`${day}T12:00:00Z`)

describe('an essay that is published with an earlier date', () => {
  test('bears it, is as new as it is, stands among the essays of that time, and readers are noted to see it since now', async () => {
    const [newer, old] = [await essayBy(cast.ada), await draft()]
    const before = new Date()
    await carryOut(publishPost, cast.ada, { postId: old.id, day: '2019-05-24' })
    const post = await shown(old.id)
    expect(post.publishedAt).toEqual(noon('2019-05-24'))
    expect(post.updatedAt.getTime()).toBeGreaterThanOrEqual(before.getTime() - 1000)
    const listed = await publicReader().publishedPost.findMany({ where: { id: { in: [newer.id, old.id] } }, orderBy: { publishedAt: 'desc' }, select: { id: true } })
    expect(listed.map(({ id }) => id)).toEqual([newer.id, old.id])
    const [first] = await reader().publication.findMany({ where: { postId: old.id } })
    expect(first?.fromAt.getTime()).toBeGreaterThanOrEqual(before.getTime() - 1000)
    expect((await verify()).filter(({ ok, name }) => !ok && name !== 'migrations')).toEqual([])
  })

  test('that is today is published like any other', async () => {
    const { id } = await draft()
    const now = new Date()
    await runCommand(publishPost, cast.ada, { postId: id, day: now.toISOString().slice(0, 10) }, now)
    expect((await shown(id)).publishedAt).toEqual(now)
    expect(await reader().givenDay.count({ where: { postId: id } })).toBe(0)
  })

  test.each([['2019-05-24', 1], [yesterday, 1_000]])('is told to nobody who follows its author (%s), however long they do', async (day, days) => {
    const { id } = await draft()
    await writer().follow.create({ data: { personId: cast.rae.id, authorId: cast.ada.id, wanted: true, at: new Date(Date.now() - days * aDay) } })
    await carryOut(publishPost, cast.ada, { postId: id, day })
    expect(await refusalOf(tellOfPost, operator, { postId: id })).toMatchObject({ code: 'not-found' })
    expect(await reader().notice.count({ where: { postId: id, personId: cast.rae.id } })).toBe(0)
  })

  test.each([['a day that has not come', '2199-01-01'], ['no day', 'yesterday'], ['a year of three digits', '0999-01-01']])('has no date that is %s', async (_, day) => {
    const { id } = await draft()
    expect(await refusalOf(publishPost, cast.ada, { postId: id, day })).toMatchObject({ fields: { day: expect.stringMatching(/\.$/) } })
  })

  test('cannot be scheduled with one, and an essay that readers saw bears the one that it has', async () => {
    const { id } = await draft()
    expect(await refusalOf(publishPost, cast.ada, { postId: id, day: '2019-05-24', publishAt: new Date(Date.now() + 86_400_000).toISOString() })).toMatchObject({ fields: { day: expect.any(String) } })
    await carryOut(publishPost, cast.ada, { postId: id })
    await carryOut(movePost, cast.ada, { postId: id, to: 'draft' })
    expect(await refusalOf(publishPost, cast.ada, { postId: id, day: '2019-05-24' })).toMatchObject({ fields: { day: expect.any(String) } })
  })
})

describe('the date of an essay', () => {
  test('is corrected by its authors, and its history says so, to readers where it is shown', async () => {
    const { id, slug } = await essayBy(cast.ada)
    const was = (await shown(id)).publishedAt
    await carryOut(datePost, cast.ada, { postId: id, day: '2020-02-29' })
    expect((await shown(id)).publishedAt).toEqual(noon('2020-02-29'))
    const history = await readHistory(cast.ada, id)
    expect(history).toMatchObject({ ok: true, value: { days: [{ was, given: noon('2020-02-29'), by: 'ada' }] } })
    expect(await readPublishedHistory(slug)).toBeNull()
    expect((await readPost(slug))?.hasHistory).toBe(false)
    await carryOut(filePost, cast.ada, { postId: id, tags: '', canonicalUrl: '', historyShown: 'yes' })
    expect(await readPublishedHistory(slug)).toMatchObject({ days: [{ was, given: noon('2020-02-29') }] })
    expect((await readPost(slug))?.hasHistory).toBe(true)
    expect(await reader().publication.count({ where: { postId: id } })).toBe(1)
    await carryOut(movePost, cast.ada, { postId: id, to: 'archived' })
    await carryOut(movePost, cast.ada, { postId: id, to: 'published' })
    expect((await shown(id)).publishedAt).toEqual(noon('2020-02-29'))
  })

  test('is today’s moment at the most, and the same day again changes nothing', async () => {
    const { id } = await essayBy(cast.ada)
    await carryOut(datePost, cast.ada, { postId: id, day: '2020-02-29' })
    await carryOut(datePost, cast.ada, { postId: id, day: '2020-02-29' })
    expect(await reader().givenDay.count({ where: { postId: id } })).toBe(1)
    const now = new Date()
    expect(await runCommand(datePost, cast.ada, { postId: id, day: now.toISOString().slice(0, 10) }, now)).toMatchObject({ ok: true })
    expect((await shown(id)).publishedAt.getTime()).toBeLessThanOrEqual(now.getTime())
    expect(await refusalOf(datePost, cast.ada, { postId: id, day: new Date(now.getTime() + 2 * 86_400_000).toISOString().slice(0, 10) })).toMatchObject({ fields: { day: expect.stringContaining('scheduled') } })
  })

  test('is corrected of what was scheduled and has appeared, which stays before readers', async () => {
    const { id } = await draft()
    await carryOut(publishPost, cast.ada, { postId: id, publishAt: new Date(Date.now() + 60_000).toISOString() })
    await writer().post.update({ where: { id }, data: { publishAt: new Date(Date.now() - 1000) }, select: { id: true } })
    await carryOut(datePost, cast.ada, { postId: id, day: '2020-02-29' })
    expect((await shown(id)).publishedAt).toEqual(noon('2020-02-29'))
    expect((await verify()).filter(({ ok, name }) => !ok && name !== 'migrations')).toEqual([])
  })

  test('ends the conversation where its own rule counts from it, and says so', async () => {
    const { id } = await essayBy(cast.ada)
    await carryOut(setConversationRules, cast.ada, { postId: id, mode: 'open', commenters: 'anyone', closeAfterDays: '14', everySeconds: '0', guidelines: '' })
    expect(await carryOut(datePost, cast.ada, { postId: id, day: '2020-02-29' })).toMatchObject({ ended: true })
  })

  test('is none of anybody else, and none of what readers never saw', async () => {
    const [{ id }, unseen] = [await essayBy(cast.ada), await draft()]
    expect(await refusalOf(datePost, await person('bea', 'author'), { postId: id, day: '2020-02-29' })).toMatchObject({ code: 'not-found' })
    expect(await refusalOf(datePost, cast.rae, { postId: id, day: '2020-02-29' })).toMatchObject({ code: 'forbidden' })
    expect(await refusalOf(datePost, cast.ada, { postId: unseen.id, day: '2020-02-29' })).toMatchObject({ code: 'conflict' })
  })

  test('that was given is never changed in the record', async () => {
    const { id } = await essayBy(cast.ada)
    await carryOut(datePost, cast.ada, { postId: id, day: '2020-02-29' })
    await expect(writer().givenDay.updateMany({ where: { postId: id }, data: { given: new Date() } })).rejects.toThrow()
    await expect(writer().givenDay.deleteMany({ where: { postId: id } })).rejects.toThrow()
  })
})
