import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { editComment } from '#lib/comments/edit-comment.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { reader, writer } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { markNoticesRead } from '#lib/moderation/notices/mark-notices-read.ts'
import { readNotices } from '#lib/moderation/notices/read-notices.ts'
import { chooseRhythm } from '#lib/notices/choose-rhythm.ts'
import { follow } from '#lib/notices/follow.ts'
import { tellOfComment } from '#lib/notices/tell-of-comment.ts'
import { kindsOf } from '#lib/notices/topics.ts'
import { mute } from '#lib/people/mute.ts'
import { operator } from '#lib/viewer.ts'
import { sayNotice } from '#components/comments/say-notice.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, publishedReplyBy, refusalOf, replyBy } from '../cast.ts'
import { mailEverybody, tellEverybody } from '../jobs/carry-out-jobs.ts'
import { member } from '../people/stories.ts'
import type { Member } from '../people/stories.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let essay: { id: string; slug: string }
let rae: Member
let nia: Member

beforeAll(async () => {
  cast = await makeCast()
})
beforeEach(async () => {
  essay = await essayBy(cast.ada)
  rae = await member('rae')
  nia = await member('nia')
})

const later = (hours = 2) => new Date(Date.now() + hours * 3_600_000)

/** What somebody was told of what was published, the kinds in order. */
async function toldTo(person: { id: string }, at = later()): Promise<string[]> {
  await mailEverybody(at)
  const notices = await reader().notice.findMany({ where: { personId: person.id, kind: { in: ['reply', 'mention', 'essay', 'branch', 'thread', 'post'] } }, orderBy: { id: 'asc' }, select: { kind: true } })
  return notices.map(({ kind }) => kind)
}

const mailTo = async (person: { email: string }) => (await reader().mail.findMany({ where: { to: person.email, subject: { not: { contains: 'Your' } } }, orderBy: { id: 'asc' } })).map(({ subject }) => subject)
const say = (by: Member, body: string, parentId = '') => replyBy(by, essay.slug, parentId, body)

describe('a reply that is published is told', () => {
  test('to whom it answers', async () => {
    const mine = await publishedReplyBy(rae, cast.mo, essay.slug)
    expect(await toldTo(rae, later(0.1))).toEqual([])
    await publishedReplyBy(nia, cast.mo, essay.slug, mine)
    expect(await toldTo(rae)).toEqual(['reply'])
    expect(await mailTo(rae)).toEqual(['A reply to your comment'])
  })

  test('to who follows the conversation, or the branch, without commenting; and what is elsewhere to neither', async () => {
    const [top, other] = [await publishedReplyBy(nia, cast.mo, essay.slug), await publishedReplyBy(nia, cast.mo, essay.slug)]
    const sol = await member('sol')
    await carryOut(follow, rae, { postId: essay.id, wanted: 'yes' })
    await carryOut(follow, sol, { commentId: top, wanted: 'yes' })
    const deep = await publishedReplyBy(nia, cast.mo, essay.slug, await publishedReplyBy(nia, cast.mo, essay.slug, top))
    await publishedReplyBy(nia, cast.mo, essay.slug, other)
    expect(await toldTo(rae)).toEqual(['thread', 'thread', 'thread'])
    expect(await toldTo(sol)).toEqual(['branch', 'branch'])
    expect(await reader().notice.count({ where: { personId: sol.id, commentId: deep } })).toBe(1)
  })

  test('to whom it names, and not to those who were named after it was published', async () => {
    await decideNow(cast.mo, await say(nia, `@${rae.handle} has seen it, and @nobody-of-that-name.`), 'approve')
    expect(await toldTo(rae)).toEqual(['mention'])
    expect(await mailTo(rae)).toEqual(['You are mentioned in a comment'])
  })

  test('once, in the strongest way, to somebody whom it answers, names, and whose conversation it is', async () => {
    const mine = await publishedReplyBy(rae, cast.mo, essay.slug)
    for (const what of [{ postId: essay.id }, { commentId: mine }]) await carryOut(follow, rae, { ...what, wanted: 'yes' })
    await decideNow(cast.mo, await say(nia, `@${rae.handle}, yes.`, mine), 'approve')
    expect(await toldTo(rae)).toEqual(['reply'])
  })

  test('once, whatever is hidden, restored, undone and approved anew', async () => {
    await carryOut(follow, rae, { postId: essay.id, wanted: 'yes' })
    const commentId = await publishedReplyBy(nia, cast.mo, essay.slug)
    expect(await toldTo(rae)).toEqual(['thread'])
    await decideNow(cast.mo, commentId, 'hide')
    await decideNow(cast.noor, commentId, 'restore')
    const { decisionId } = await decideNow(cast.mo, commentId, 'hide')
    await carryOut(undoDecision, cast.mo, { decisionId })
    expect(await toldTo(rae, later(30))).toEqual(['thread'])
    expect(await mailTo(rae)).toHaveLength(1)
  })

  test('by the site itself, too, and when a hidden one comes back of which nobody had heard', async () => {
    await carryOut(follow, rae, { postId: essay.id, wanted: 'yes' })
    const commentId = await publishedReplyBy(nia, cast.mo, essay.slug)
    // Its place stays, for the sake of what is said below it.
    await publishedReplyBy(rae, cast.mo, essay.slug, commentId)
    const { decisionId } = await decideNow(cast.mo, commentId, 'hide')
    expect(await toldTo(rae)).toEqual([])
    await carryOut(undoDecision, cast.mo, { decisionId })
    expect(await toldTo(rae)).toEqual(['thread'])
  })

  test('of a new text only to those whom it names', async () => {
    await carryOut(follow, rae, { postId: essay.id, wanted: 'yes' })
    const commentId = await publishedReplyBy(nia, cast.mo, essay.slug)
    expect(await toldTo(rae)).toEqual(['thread'])
    const sol = await member('sol')
    await carryOut(editComment, nia, { commentId, body: `What about @${sol.handle} and @${rae.handle}?` })
    const edit = await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind: 'comment_edit' }, select: { id: true, version: true } })
    await carryOut(decide, cast.mo, { itemId: edit.id, version: edit.version, action: 'approve' })
    expect(await toldTo(sol)).toEqual(['mention'])
    expect(await toldTo(rae)).toEqual(['thread'])
  })
})

describe('who wrote an essay is told of what is said under it', () => {
  let ada: Member
  beforeEach(async () => {
    ada = await member('ada', { role: 'author' })
    essay = await essayBy(ada)
  })

  test('of every comment, once, however else it concerns them, and not of their own', async () => {
    const ben = await member('ben', { role: 'author' })
    await writer().authorship.create({ data: { postId: essay.id, personId: ben.id, position: 2 } })
    await carryOut(follow, ada, { postId: essay.id, wanted: 'yes' })
    const top = await publishedReplyBy(nia, cast.mo, essay.slug)
    const mine = await publishedReplyBy(ada, cast.mo, essay.slug, top)
    await publishedReplyBy(nia, cast.mo, essay.slug, mine)
    await decideNow(cast.mo, await say(nia, `@${ada.handle}, well?`), 'approve')
    expect(await toldTo(ada)).toEqual(['essay', 'reply', 'mention'])
    expect(await toldTo(ben)).toEqual(['essay', 'essay', 'essay', 'essay'])
  })

  test('but of none that waits, none of a text that changed, nothing that they refused, and nobody whom they mute', async () => {
    await say(nia, 'It waits.')
    const sol = await member('sol')
    await publishedReplyBy(sol, cast.mo, (await essayBy(cast.ada)).slug)
    await carryOut(mute, ada, { handle: sol.handle, muted: 'yes' })
    await publishedReplyBy(sol, cast.mo, essay.slug)
    const top = await publishedReplyBy(nia, cast.mo, essay.slug)
    expect(await toldTo(ada)).toEqual(['essay'])
    await carryOut(editComment, nia, { commentId: top, body: 'Other words.' })
    const edit = await reader().reviewItem.findFirstOrThrow({ where: { commentId: top, kind: 'comment_edit' }, select: { id: true, version: true } })
    await carryOut(decide, cast.mo, { itemId: edit.id, version: edit.version, action: 'approve' })
    await carryOut(follow, ada, { commentId: top, wanted: 'no' })
    await publishedReplyBy(nia, cast.mo, essay.slug, top)
    await carryOut(follow, ada, { postId: essay.id, wanted: 'no' })
    await publishedReplyBy(nia, cast.mo, essay.slug)
    expect(await toldTo(ada)).toEqual(['essay'])
  })

  test('by mail in a rhythm of its own, which they can turn off', async () => {
    await carryOut(chooseRhythm, ada, { essay: 'off' })
    await publishedReplyBy(nia, cast.mo, essay.slug)
    expect(await toldTo(ada)).toEqual(['essay'])
    expect(await mailTo(ada)).toEqual([])
    expect(kindsOf('essay')).toEqual({ in: ['essay'] })
  })

  test('as one line a day on the site, read as one', async () => {
    for (let number = 0; number < 3; number++) await publishedReplyBy(nia, cast.mo, essay.slug)
    await mailEverybody(later())
    const { notices } = await readNotices(ada, later(3))
    expect(notices).toMatchObject([{ kind: 'essay', count: 3, unread: true }])
    expect(notices.map((notice) => sayNotice(notice).sentence)).toEqual(['nia wrote 3 comments under your essay.'])
    await carryOut(markNoticesRead, ada, { until: notices[0]?.at.toISOString(), postId: essay.id }, later(3))
    expect((await readNotices(ada, later(3))).unread).toBe(0)
  })
})

describe('nobody is told', () => {
  test('of what they wrote themselves', async () => {
    await carryOut(follow, rae, { postId: essay.id, wanted: 'yes' })
    const mine = await publishedReplyBy(rae, cast.mo, essay.slug)
    await decideNow(cast.mo, await say(rae, `@${rae.handle}, more.`, mine), 'approve')
    expect(await toldTo(rae)).toEqual([])
  })

  test('of what waits, was returned or rejected', async () => {
    await carryOut(follow, rae, { postId: essay.id, wanted: 'yes' })
    await say(nia, `@${rae.handle} waits`)
    for (const action of ['return', 'reject']) await decideNow(cast.mo, await say(nia, `@${rae.handle} ${action}`), action)
    expect(await toldTo(rae)).toEqual([])
    expect(await reader().$queryRaw`SELECT FROM graphile_worker.jobs WHERE task_identifier = 'tell-of-comment'`).toEqual([])
  })

  test('within the minute in which a decision can be taken back unsaid, nor afterwards when it was', async () => {
    await carryOut(follow, rae, { postId: essay.id, wanted: 'yes' })
    const commentId = await replyBy(nia, essay.slug)
    const { decisionId } = await decideNow(cast.mo, commentId, 'approve')
    expect(await toldTo(rae, new Date(Date.now() + 55_000))).toEqual([])
    await carryOut(undoDecision, cast.mo, { decisionId })
    expect(await toldTo(rae)).toEqual([])
    await decideNow(cast.noor, commentId, 'approve')
    expect(await toldTo(rae)).toEqual(['thread'])
  })

  test('by mail of what was hidden or withdrawn before the hour was over, nor of whom they mute since', async () => {
    await carryOut(follow, rae, { postId: essay.id, wanted: 'yes' })
    const [hidden, withdrawn, muted] = [await publishedReplyBy(nia, cast.mo, essay.slug), await publishedReplyBy(nia, cast.mo, essay.slug), await publishedReplyBy(cast.noor, cast.mo, essay.slug)]
    await mailEverybody(new Date(Date.now() + 61_000))
    expect(await reader().notice.count({ where: { personId: rae.id, commentId: { in: [hidden, withdrawn, muted] } } })).toBe(3)
    for (const above of [hidden, withdrawn]) await publishedReplyBy(cast.noor, cast.mo, essay.slug, above)
    await decideNow(cast.mo, hidden, 'hide')
    await carryOut(withdrawComment, nia, { commentId: withdrawn })
    await carryOut(mute, rae, { handle: cast.noor.handle, muted: 'yes' })
    await mailEverybody(later())
    expect(await mailTo(rae)).toEqual([])
    expect((await readNotices(rae, later())).notices.filter(({ kind }) => kind === 'thread')).toEqual([])
  })

  test('by mail of what they let go, or said no to, before the hour was over: the nearest word counts then, too', async () => {
    const [eve, sol] = [await member('eve'), await member('sol')]
    const top = await publishedReplyBy(nia, cast.mo, essay.slug)
    await carryOut(follow, rae, { postId: essay.id, wanted: 'yes' })
    await carryOut(follow, eve, { commentId: top, wanted: 'yes' })
    await carryOut(follow, sol, { postId: essay.id, wanted: 'yes' })
    const below = await publishedReplyBy(nia, cast.mo, essay.slug, top)
    await publishedReplyBy(nia, cast.mo, essay.slug, below)
    await publishedReplyBy(nia, cast.mo, essay.slug)
    await mailEverybody(new Date(Date.now() + 61_000))
    expect(await reader().notice.count({ where: { personId: { in: [rae.id, eve.id, sol.id] } } })).toBe(8)
    await carryOut(follow, rae, { postId: essay.id, wanted: 'forget' })
    await carryOut(follow, eve, { commentId: top, wanted: 'no' })
    await carryOut(follow, sol, { commentId: below, wanted: 'no' })
    await mailEverybody(later())
    expect([await mailTo(rae), await mailTo(eve)]).toEqual([[], []])
    // What is in no branch that they refused.
    expect(await mailTo(sol)).toEqual(['A new reply in a conversation that you follow'])
  })

  test('by mail of an essay whose author they stopped following before the day was over', async () => {
    const ada = await member('ada', { role: 'author' })
    await carryOut(chooseRhythm, rae, { post: 'daily' })
    await essayBy(ada)
    await carryOut(follow, rae, { authorId: ada.id, wanted: 'yes' })
    await essayBy(ada)
    expect(await toldTo(rae, new Date(Date.now() + 61_000))).toEqual(['post'])
    await carryOut(follow, rae, { authorId: ada.id, wanted: 'forget' })
    await mailEverybody(later(50))
    expect(await mailTo(rae)).toEqual([])
  })

  test('of what somebody writes whom they mute, who never learns of it', async () => {
    const mine = await publishedReplyBy(rae, cast.mo, essay.slug)
    await publishedReplyBy(nia, cast.mo, (await essayBy(cast.ada)).slug)
    await carryOut(mute, rae, { handle: nia.handle, muted: 'yes' })
    await decideNow(cast.mo, await say(nia, `@${rae.handle}, well?`, mine), 'approve')
    expect(await toldTo(rae)).toEqual([])
    await carryOut(mute, rae, { handle: nia.handle, muted: 'no' })
    await publishedReplyBy(nia, cast.mo, essay.slug, mine)
    expect(await toldTo(rae)).toEqual(['reply'])
  })

  test('who has said that they want nothing of the conversation, not even of answers and names', async () => {
    const mine = await publishedReplyBy(rae, cast.mo, essay.slug)
    await carryOut(follow, rae, { postId: essay.id, wanted: 'no' })
    await decideNow(cast.mo, await say(nia, `@${rae.handle}, well?`, mine), 'approve')
    expect(await toldTo(rae)).toEqual([])
    await carryOut(follow, rae, { postId: essay.id, wanted: 'forget' })
    await publishedReplyBy(nia, cast.mo, essay.slug, mine)
    expect(await toldTo(rae)).toEqual(['reply'])
  })

  test('of a branch that they want nothing of within a conversation that they follow', async () => {
    const [loud, calm] = [await publishedReplyBy(nia, cast.mo, essay.slug), await publishedReplyBy(nia, cast.mo, essay.slug)]
    await carryOut(follow, rae, { postId: essay.id, wanted: 'yes' })
    await carryOut(follow, rae, { commentId: loud, wanted: 'no' })
    await publishedReplyBy(nia, cast.mo, essay.slug, loud)
    expect(await toldTo(rae)).toEqual([])
    await publishedReplyBy(nia, cast.mo, essay.slug, calm)
    expect(await toldTo(rae)).toEqual(['thread'])
  })

  test('who began to follow after it was published, and who is suspended', async () => {
    const sol = await member('sol')
    await carryOut(follow, sol, { postId: essay.id, wanted: 'yes' })
    await writer().measure.create({ data: { personId: sol.id, kind: 'suspended', reason: 'For a while.', byId: cast.mo.id, at: new Date() } })
    await publishedReplyBy(nia, cast.mo, essay.slug)
    await carryOut(follow, rae, { postId: essay.id, wanted: 'yes' })
    expect([await toldTo(rae), await toldTo(sol)]).toEqual([[], []])
  })
})

describe('mail comes', () => {
  test('in the rhythm that somebody chose: one for everything that is due', async () => {
    await carryOut(chooseRhythm, rae, { reply: 'daily', thread: 'daily' })
    await carryOut(follow, rae, { postId: essay.id, wanted: 'yes' })
    const mine = await publishedReplyBy(rae, cast.mo, essay.slug)
    for (let number = 0; number < 3; number++) await publishedReplyBy(nia, cast.mo, essay.slug, number ? mine : '')
    await mailEverybody(new Date(Date.now() + 61_000))
    expect(await mailTo(rae)).toEqual([])
    await mailEverybody(later(25))
    expect(await mailTo(rae)).toEqual(['3 notices from Afterword'])
  })

  test('not at all when it is off, while the site tells all the same', async () => {
    await carryOut(chooseRhythm, rae, { reply: 'off' })
    await publishedReplyBy(nia, cast.mo, essay.slug, await publishedReplyBy(rae, cast.mo, essay.slug))
    expect(await toldTo(rae)).toEqual(['reply'])
    expect(await mailTo(rae)).toEqual([])
  })

  test('at once for what waited when somebody chooses so, and nothing that was off comes back', async () => {
    await carryOut(follow, rae, { postId: essay.id, wanted: 'yes' })
    await carryOut(chooseRhythm, rae, { thread: 'daily', reply: 'off' })
    await publishedReplyBy(nia, cast.mo, essay.slug, await publishedReplyBy(rae, cast.mo, essay.slug))
    await publishedReplyBy(nia, cast.mo, essay.slug)
    await mailEverybody(new Date(Date.now() + 61_000))
    await carryOut(chooseRhythm, rae, { thread: 'at_once', reply: 'at_once' })
    await mailEverybody(new Date(Date.now() + 130_000))
    expect(await mailTo(rae)).toEqual(['A new reply in a conversation that you follow'])
  })
})

describe('following', () => {
  test('is for what one can see; what one followed can be let go when it is gone', async () => {
    const held = await replyBy(nia, essay.slug)
    expect(await refusalOf(follow, rae, { commentId: held, wanted: 'yes' })).toEqual(await refusalOf(follow, rae, { commentId: randomUUID(), wanted: 'yes' }))
    await carryOut(follow, rae, { commentId: held, wanted: 'forget' })
    expect(await refusalOf(follow, cast.ada, { authorId: cast.ada.id, wanted: 'yes' })).toMatchObject({ code: 'invalid' })
  })

  test('a branch of a conversation that one wanted nothing of brings that branch', async () => {
    const top = await publishedReplyBy(nia, cast.mo, essay.slug)
    await carryOut(follow, rae, { postId: essay.id, wanted: 'no' })
    await carryOut(follow, rae, { commentId: top, wanted: 'yes' })
    await publishedReplyBy(nia, cast.mo, essay.slug, top)
    await publishedReplyBy(nia, cast.mo, essay.slug)
    expect(await toldTo(rae)).toEqual(['branch'])
  })

  test('an author: a new essay is told once, and none that is taken off the lists', async () => {
    const ada = await member('ada', { role: 'author' })
    await essayBy(ada)
    await carryOut(follow, rae, { authorId: ada.id, wanted: 'yes' })
    await essayBy(ada)
    const unlisted = await essayBy(ada)
    await writer().post.update({ where: { id: unlisted.id }, data: { state: 'unlisted' } })
    expect(await toldTo(rae)).toEqual(['post'])
    expect(await mailTo(rae)).toEqual(['A new essay by somebody you follow'])
    expect(await toldTo(ada)).toEqual([])
  })
})

test('people are told by the site, not by people', async () => {
  const commentId = await publishedReplyBy(nia, cast.mo, essay.slug)
  expect(await runCommand(tellOfComment, cast.ida, { commentId, edited: false })).toMatchObject({ ok: false, code: 'forbidden' })
  expect(await runCommand(tellOfComment, operator, { commentId, edited: false })).toMatchObject({ ok: true })
})

// The last: whatever is told after it would be told to the thousand as well.
test('a thousand followers make no decision slower: they are found by a job, in parts, each of them once', async () => {
  await writer().$executeRaw`
    WITH crowd AS (INSERT INTO person (id, handle, skeleton, name) SELECT gen_random_uuid(), ${essay.slug.slice(-8)} || n, ${essay.slug.slice(-8)} || n, 'Somebody' FROM generate_series(1, 1200) n RETURNING id)
    INSERT INTO follow (id, person_id, post_id, wanted, at) SELECT gen_random_uuid(), id, ${essay.id}::uuid, true, now() - interval '1 day' FROM crowd`
  const commentId = await replyBy(nia, essay.slug)
  const { id: itemId, version } = await itemAbout(commentId)
  const began = performance.now()
  await carryOut(decide, cast.mo, { itemId, version, action: 'approve' })
  expect(performance.now() - began).toBeLessThan(1_000)
  expect(await reader().$queryRaw`SELECT count(*)::int FROM graphile_worker.jobs WHERE key = ${`tell-of-comment:${commentId}`}`).toEqual([{ count: 1 }])
  await Promise.all([tellEverybody(later(0.1)), tellEverybody(later(0.1))])
  expect(await reader().notice.count({ where: { commentId, kind: 'thread' } })).toBe(1200)
})
