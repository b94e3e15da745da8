import { beforeAll, expect, test } from 'vitest'
import { editComment } from '#lib/comments/edit-comment.ts'
import { reader, writer } from '#lib/database.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { markNoticesRead } from '#lib/moderation/notices/mark-notices-read.ts'
import { countUnreadNotices, readNotices } from '#lib/moderation/notices/read-notices.ts'
import { readUnreadAbout } from '#lib/notices/read-unread-about.ts'
import { anonymous } from '#lib/viewer.ts'
import { sayNotice } from '#components/comments/say-notice.ts'
import { carryOut, decideNow, essayBy, makeCast, person, publishedReplyBy, refusalOf, replyBy } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
})

/** When everything said until now is due. */
const later = () => new Date(Date.now() + 61_000)

test('a verdict is told after a minute and not before, newest first, with its reason', async () => {
  const gus = await person('gus', 'reader')
  const [one, two] = [await replyBy(gus, slug), await replyBy(gus, slug)]
  await decideNow(cast.mo, one, 'approve')
  await decideNow(cast.mo, two, 'reject')
  expect(await readNotices(gus, new Date())).toEqual({ notices: [], next: null, unread: 0 })
  const { notices, unread } = await readNotices(gus, later())
  expect(notices.map((notice) => [sayNotice(notice), notice.reason, notice.unread])).toEqual([
    [{ sentence: 'Your comment was not published.', href: `/account/comments/${two}` }, 'It is not about this essay or what was said under it.', true],
    [{ sentence: 'Your comment is published.', href: `/c/${one}` }, '', true],
  ])
  expect(unread).toBe(2)
})

test('what was taken back before it was due is never told', async () => {
  const una = await person('una', 'reader')
  const { decisionId } = await decideNow(cast.mo, await replyBy(una, slug), 'reject')
  await carryOut(undoDecision, cast.mo, { decisionId })
  expect((await readNotices(una, later())).notices).toEqual([])
  expect(await countUnreadNotices(una, later())).toBe(0)
})

test('what is taken back later is told as taken back', async () => {
  const kit = await person('kit', 'reader')
  const commentId = await replyBy(kit, slug)
  const { id: itemId, version } = await reader().reviewItem.findFirstOrThrow({ where: { commentId }, select: { id: true, version: true } })
  const { decisionId } = await carryOut(decide, cast.mo, { itemId, version, action: 'reject', reasonCode: 'spam' }, new Date(Date.now() - 120_000))
  await carryOut(undoDecision, cast.mo, { decisionId })
  const { notices } = await readNotices(kit, later())
  expect(notices.map((notice) => sayNotice(notice).sentence)).toEqual(['The last decision about your comment was taken back. It waits for a moderator again.', 'Your comment was not published.'])
})

test('what was said before says nothing of a refusal that is not told yet', async () => {
  const kit = await person('kit', 'reader')
  const [commentId, edited] = [await replyBy(kit, slug), await publishedReplyBy(kit, cast.mo, slug)]
  const judge = async (about: string, kind: 'comment' | 'comment_edit', at?: Date) => {
    const { id: itemId, version } = await reader().reviewItem.findFirstOrThrow({ where: { commentId: about, kind }, select: { id: true, version: true } })
    return carryOut(decide, cast.mo, { itemId, version, action: 'reject', reasonCode: 'spam' }, at)
  }
  const { decisionId } = await judge(commentId, 'comment', new Date(Date.now() - 120_000))
  await carryOut(undoDecision, cast.mo, { decisionId })
  await carryOut(editComment, kit, { commentId: edited, body: 'Newer words.' })
  await writer().notice.updateMany({ where: { personId: kit.id }, data: { dueAt: new Date(Date.now() - 1_000) } })
  const told = async () => (await readNotices(kit, new Date())).notices.map((notice) => [sayNotice(notice), notice.state, notice.excerpt])
  const before = await told()
  expect(JSON.stringify(before)).toMatch(/It waits for a moderator again.*Newer words|Newer words.*It waits for a moderator again/)
  await judge(commentId, 'comment')
  await judge(edited, 'comment_edit')
  expect(await told()).toEqual(before)
})

test('a reporter is told what came of it, and nothing of the text, its writer or the moderator', async () => {
  const commentId = await replyBy(cast.nia, slug, '', 'The marrow of it.')
  await decideNow(cast.mo, commentId, 'approve')
  const lou = await person('lou', 'reader')
  await carryOut(reportComment, lou, { commentId, reasonCode: 'spam' })
  const { id: itemId, version } = await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind: 'report' }, select: { id: true, version: true } })
  await carryOut(decide, cast.mo, { itemId, version, action: 'hide', reasonCode: 'spam', reasonNote: 'Between us.' })
  const { notices } = await readNotices(lou, later())
  expect(notices.map(sayNotice)).toEqual([{ sentence: 'What you reported was taken down. Thank you.', href: null }])
  expect(JSON.stringify(notices)).not.toMatch(/marrow|Between us|"nia"|"mo"/)
})

test('an edit has words of its own', async () => {
  const ash = await person('ash', 'reader')
  const commentId = await publishedReplyBy(ash, cast.mo, slug)
  await carryOut(editComment, ash, { commentId, body: 'Otherwise.' })
  const { id: itemId, version } = await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind: 'comment_edit' }, select: { id: true, version: true } })
  await carryOut(decide, cast.mo, { itemId, version, action: 'reject', reasonCode: 'off-topic' })
  const { notices } = await readNotices(ash, later())
  expect(notices[0] && sayNotice(notices[0]).sentence).toBe('Your edit was not published. Readers see the text as it was.')
})

test.each(['approve', 'return', 'reject'])('an edit of what was taken down is not said to be read by anybody: %s', async (action) => {
  const ash = await person('ash', 'reader')
  const commentId = await publishedReplyBy(ash, cast.mo, slug)
  await carryOut(editComment, ash, { commentId, body: `Otherwise, to ${action}.` })
  await decideNow(cast.mo, commentId, 'hide')
  const { id: itemId, version } = await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind: 'comment_edit' }, select: { id: true, version: true } })
  await carryOut(decide, cast.mo, { itemId, version, action, ...(action !== 'approve' && { reasonCode: 'off-topic' }) })
  const { notices } = await readNotices(ash, later())
  expect(notices[0] && sayNotice(notices[0]).sentence).toContain('The comment itself is taken down.')
})

test('one is marked as read, or all that were there, by nobody else and nothing that comes later', async () => {
  const zoe = await person('zoe', 'reader')
  const past = new Date(Date.now() - 600_000)
  const texts = [await replyBy(zoe, slug), await replyBy(zoe, slug), await replyBy(zoe, slug)]
  for (const [place, commentId] of texts.entries()) {
    const { id: itemId, version } = await reader().reviewItem.findFirstOrThrow({ where: { commentId }, select: { id: true, version: true } })
    await carryOut(decide, cast.mo, { itemId, version, action: 'approve' }, new Date(past.getTime() + place * 60_000))
  }
  const unread = async () => (await readNotices(zoe, new Date())).notices.map((notice) => notice.unread)
  const { notices } = await readNotices(zoe, new Date())
  const [newest, middle, oldest] = notices
  await carryOut(markNoticesRead, cast.rae, { noticeId: oldest?.id ?? '' })
  expect(await unread()).toEqual([true, true, true])
  await carryOut(markNoticesRead, zoe, { noticeId: oldest?.id ?? '' })
  expect(await unread()).toEqual([true, true, false])
  await carryOut(markNoticesRead, { ...zoe, suspended: true }, { until: middle?.at.toISOString() ?? '' })
  expect(await unread()).toEqual([true, false, false])
  await carryOut(markNoticesRead, zoe, { until: newest?.at.toISOString() ?? '' })
  expect(await countUnreadNotices(zoe, new Date())).toBe(0)
  expect((await refusalOf(markNoticesRead, anonymous, { until: new Date().toISOString() })).code).toBe('signed-out')
  expect((await refusalOf(markNoticesRead, zoe, {})).code).toBe('invalid')
})

test('what somebody has before them is marked as read: what a page shows and they were told of, and nothing of anybody else', async () => {
  const [zoe, rae] = [await person('zoe', 'reader'), await person('rae', 'reader')]
  const essay = await essayBy(cast.ada)
  const past = new Date(Date.now() - 600_000)
  const [one, two] = [await replyBy(zoe, essay.slug), await replyBy(zoe, essay.slug)]
  for (const commentId of [one, two]) {
    const { id: itemId, version } = await reader().reviewItem.findFirstOrThrow({ where: { commentId }, select: { id: true, version: true } })
    await carryOut(decide, cast.mo, { itemId, version, action: 'approve' }, past)
  }
  await writer().notice.create({ data: { personId: zoe.id, kind: 'post', postId: essay.id, at: past, dueAt: past }, select: { id: true } })
  const shown = { commentIds: [one, two], postId: essay.id }
  const unread = async () => (await readUnreadAbout(zoe, shown, new Date())).toSorted()
  expect(await unread()).toEqual([one, two, essay.id].toSorted())
  expect([await readUnreadAbout(rae, shown, new Date()), await readUnreadAbout(anonymous, shown, new Date()), await readUnreadAbout(zoe, shown, new Date(past.getTime() + 1000))]).toEqual([[], [], [essay.id]])
  await carryOut(markNoticesRead, rae, { about: [one, two, essay.id] })
  expect(await unread()).toHaveLength(3)
  await carryOut(markNoticesRead, { ...zoe, suspended: true }, { about: [one] })
  expect(await unread()).toEqual([two, essay.id].toSorted())
  await carryOut(markNoticesRead, zoe, { about: [essay.id] })
  expect(await unread()).toEqual([two])
  for (const about of [[], ['no id'], Array.from({ length: 401 }, () => one)]) expect((await refusalOf(markNoticesRead, zoe, { about })).code).toBe('invalid')
})

test('nothing is read up to a moment that cannot be', async () => {
  expect((await refusalOf(markNoticesRead, cast.rae, { until: '0000-01-01T00:00:00Z' })).code).toBe('invalid')
})
