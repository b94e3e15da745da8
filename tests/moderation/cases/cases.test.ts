import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { editComment } from '#lib/comments/edit-comment.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { reader, writer } from '#lib/database.ts'
import { verify } from '#lib/integrity/verify.ts'
import { answerCase } from '#lib/moderation/cases/answer-case.ts'
import { appealDecision } from '#lib/moderation/cases/appeal-decision.ts'
import { readOwnCase } from '#lib/moderation/cases/read-own-case.ts'
import { openSecondLook } from '#lib/moderation/cases/open-second-look.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { mailEverybody, tellEverybody } from '../../jobs/carry-out-jobs.ts'
import { markNoticesRead } from '#lib/moderation/notices/mark-notices-read.ts'
import { countUnreadNotices, readNotices } from '#lib/moderation/notices/read-notices.ts'
import { anonymous } from '#lib/viewer.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast, person, publishedReplyBy, refusalOf, replyBy, stateOf } from '../../cast.ts'
import { member } from '../../people/stories.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
})

/** A reply of Nia's that Mo rejected, and Mo's decision. */
async function rejected(by = cast.nia, judge = cast.mo) {
  const commentId = await replyBy(by, slug)
  const { decisionId } = await decideNow(judge, commentId, 'reject')
  return { commentId, decisionId }
}

async function appealed() {
  const { commentId, decisionId } = await rejected()
  const { itemId } = await carryOut(appealDecision, cast.nia, { decisionId, body: 'I meant the second chapter.' })
  return { commentId, decisionId, itemId }
}

const itemOf = (id: string) => reader().reviewItem.findUniqueOrThrow({ where: { id }, select: { id: true, version: true, state: true, openedById: true, decisionId: true, messages: { orderBy: { at: 'asc' } } } })

async function verdict(moderator: SignedIn, itemId: string, action: 'uphold' | 'overturn') {
  const { version } = await itemOf(itemId)
  return runCommand(decide, moderator, { itemId, version, action, reasonNote: 'It is about the second chapter, as the writer says.' })
}

describe('an appeal', () => {
  test('waits in the queue with the words of the one who asks, and the decision stands until then', async () => {
    const { commentId, decisionId, itemId } = await appealed()
    const item = await itemOf(itemId)
    expect(item).toMatchObject({ state: 'waiting', openedById: cast.nia.id, decisionId })
    expect(item.messages).toMatchObject([{ byId: cast.nia.id, body: 'I meant the second chapter.', teamOnly: false }])
    expect(await stateOf(commentId)).toBe('rejected')
  })

  test('is read by somebody else than the one who decided', async () => {
    const { commentId, itemId } = await appealed()
    const own = await verdict(cast.mo, itemId, 'uphold')
    expect(own).toMatchObject({ ok: false, code: 'forbidden' })
    expect((await verdict(cast.noor, itemId, 'overturn')).ok).toBe(true)
    expect(await stateOf(commentId)).toBe('published')
    expect(await reader().notice.count({ where: { personId: cast.nia.id, commentId, kind: 'appeal' } })).toBe(1)
  })

  test('can be made once a decision, however many are sent at once', async () => {
    const { decisionId } = await rejected()
    const tries = await Promise.all(Array.from({ length: 10 }, () => runCommand(appealDecision, cast.nia, { decisionId, body: 'Please look again.' })))
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1)
    expect(tries.filter((each) => !each.ok && each.code === 'conflict')).toHaveLength(9)
    expect(await reader().reviewItem.count({ where: { decisionId, kind: 'appeal' } })).toBe(1)
  })

  test('can be made of a text that was taken down, also by a report, and not of one that is public again', async () => {
    const commentId = await publishedReplyBy(cast.nia, cast.mo, slug)
    const { decisionId } = await decideNow(cast.mo, commentId, 'hide')
    await decideNow(cast.noor, commentId, 'restore')
    expect((await refusalOf(appealDecision, cast.nia, { decisionId, body: 'Why?' })).code).toBe('conflict')
    const again = await decideNow(cast.noor, commentId, 'hide')
    expect((await refusalOf(appealDecision, cast.nia, { decisionId, body: 'Why?' })).code).toBe('conflict')
    expect((await runCommand(appealDecision, cast.nia, { decisionId: again.decisionId, body: 'Why?' })).ok).toBe(true)
  })

  test('is refused for the decisions on other people’s texts exactly as for those that never were', async () => {
    const { decisionId } = await rejected()
    const never = await refusalOf(appealDecision, cast.rae, { decisionId: '01900000-0000-7000-8000-000000000000', body: 'Why?' })
    for (const viewer of [cast.rae, cast.ada, cast.mo, cast.noor]) expect(await refusalOf(appealDecision, viewer, { decisionId, body: 'Why?' })).toEqual(never)
    expect((await refusalOf(appealDecision, anonymous, { decisionId, body: 'Why?' })).code).toBe('signed-out')
  })

  test('is refused for a return, an approval, without words, and for what was taken back', async () => {
    const returned = await replyBy(cast.nia, slug)
    const { decisionId: asked } = await decideNow(cast.mo, returned, 'return')
    expect((await refusalOf(appealDecision, cast.nia, { decisionId: asked, body: 'Why?' })).code).toBe('conflict')
    const { decisionId, commentId } = await rejected()
    expect((await refusalOf(appealDecision, cast.nia, { decisionId, body: ' \u200b ' })).fields).toHaveProperty('body')
    await carryOut(withdrawComment, cast.nia, { commentId })
    expect((await refusalOf(appealDecision, cast.nia, { decisionId, body: 'Why?' })).code).toBe('conflict')
  })

  test('ends with the decision that it is about, when that is taken back', async () => {
    const { decisionId, itemId } = await appealed()
    await carryOut(undoDecision, cast.mo, { decisionId })
    expect((await itemOf(itemId)).state).toBe('closed')
  })
})

describe('somebody suspended', () => {
  test('takes an own text back, appeals, and speaks in the own case, and nothing else', async () => {
    const sol = await person('sol', 'reader')
    const [waiting, { decisionId }] = [await replyBy(sol, slug), await rejected(sol)]
    const stopped = { ...sol, suspended: true }
    expect((await refusalOf(editComment, stopped, { commentId: waiting, body: 'Other words' })).code).toBe('forbidden')
    await carryOut(withdrawComment, stopped, { commentId: waiting })
    expect(await stateOf(waiting)).toBe('withdrawn')
    const { itemId } = await carryOut(appealDecision, stopped, { decisionId, body: 'Why?' })
    await carryOut(answerCase, stopped, { itemId, body: 'I mean it kindly.' })
    expect(await readOwnCase(stopped, itemId, new Date())).toMatchObject({ state: 'waiting', messages: [{ own: true }, { own: true, body: 'I mean it kindly.' }] })
    expect((await refusalOf(withdrawComment, stopped, { commentId: await replyBy(cast.rae, slug) })).code).toBe('not-found')
  })

  test('is no moderator in the cases of others meanwhile', async () => {
    const { itemId } = await appealed()
    expect((await refusalOf(answerCase, { ...cast.noor, suspended: true }, { itemId, body: 'A word' })).code).toBe('not-found')
  })
})

test('what a second look took down can be appealed once, and put up again by somebody else', async () => {
  const commentId = await publishedReplyBy(cast.nia, cast.mo, slug)
  const { decisionId: approval } = await reader().reviewItem.findFirstOrThrow({ where: { commentId }, select: { decisions: { select: { id: true } } } }).then(({ decisions }) => ({ decisionId: decisions[0]?.id ?? '' }))
  const { itemId: look } = await carryOut(openSecondLook, cast.mo, { decisionId: approval, note: 'Was I too quick?' })
  const turned = await verdict(cast.noor, look, 'overturn')
  if (!turned.ok) throw new Error(turned.message)
  expect(await stateOf(commentId)).toBe('hidden')
  const { itemId } = await carryOut(appealDecision, cast.nia, { decisionId: turned.value.decisionId, body: 'It harms nobody.' })
  expect((await refusalOf(appealDecision, cast.nia, { decisionId: turned.value.decisionId, body: 'Again' })).code).toBe('conflict')
  expect(await verdict(cast.noor, itemId, 'overturn')).toMatchObject({ ok: false, code: 'forbidden' })
  expect((await verdict(cast.ida, itemId, 'overturn')).ok).toBe(true)
  expect(await stateOf(commentId)).toBe('published')
  expect((await verify()).filter(({ ok }) => !ok)).toEqual([])
})

describe('the conversation in a case', () => {
  test('is written by both sides until it is decided', async () => {
    const { itemId } = await appealed()
    await carryOut(answerCase, cast.noor, { itemId, body: 'Which edition do you quote?' })
    await carryOut(answerCase, cast.nia, { itemId, body: 'The one of 1871.' })
    expect((await itemOf(itemId)).messages.map(({ byId }) => byId)).toEqual([cast.nia.id, cast.noor.id, cast.nia.id])
    await verdict(cast.noor, itemId, 'overturn')
    const late = await refusalOf(answerCase, cast.nia, { itemId, body: 'Thank you.' })
    expect([late.code, (await itemOf(itemId)).messages.length]).toEqual(['conflict', 3])
  })

  test('has words once that were sent by twenty clicks at once, and again where something was said in between', async () => {
    const { itemId } = await appealed()
    const say = (by: SignedIn, body: string) => carryOut(answerCase, by, { itemId, body })
    await Promise.all(Array.from({ length: 20 }, () => say(cast.nia, 'I found the page.')))
    await say(cast.noor, 'Which one?')
    await say(cast.nia, 'I found the page.')
    expect((await itemOf(itemId)).messages.map(({ byId }) => byId)).toEqual([cast.nia.id, cast.nia.id, cast.noor.id, cast.nia.id])
  })

  test('nobody decides over words of the writer that came after they had read', async () => {
    const { itemId } = await appealed()
    const { version } = await itemOf(itemId)
    await carryOut(answerCase, cast.nia, { itemId, body: 'I found the page.' })
    const refusal = await refusalOf(decide, cast.noor, { itemId, version, action: 'uphold', reasonNote: 'No.' })
    expect(refusal.code).toBe('conflict')
    await carryOut(answerCase, cast.noor, { itemId, body: 'I see.' })
    expect((await verdict(cast.noor, itemId, 'overturn')).ok).toBe(true)
  })

  test('tells the other side once until it is read, and never of words for the team', async () => {
    const { itemId, commentId } = await appealed()
    await carryOut(answerCase, cast.noor, { itemId, body: 'Between us: a sock puppet?', teamOnly: 'yes' })
    const toldNia = () => reader().notice.count({ where: { personId: cast.nia.id, commentId, kind: 'message' } })
    expect(await toldNia()).toBe(0)
    await carryOut(answerCase, cast.noor, { itemId, body: 'Which edition?' })
    await carryOut(answerCase, cast.noor, { itemId, body: 'And which page?' })
    expect(await toldNia()).toBe(1)
    await carryOut(answerCase, cast.nia, { itemId, body: 'Page 12.' })
    expect(await reader().notice.count({ where: { personId: cast.noor.id, commentId, kind: 'message' } })).toBe(1)
  })

  /** Seconds after the first answer at which its notice is read, and at which mail is written, before a second answer comes after a minute. */
  test.each([
    ['that waits unread, mailed already', { mailAt: 10 }],
    ['that waits unread and unmailed', {}],
    ['that was read after its mail', { mailAt: 10, readAt: 20 }],
    ['that was read before its mail was written', { readAt: 10 }],
  ])('a second answer after one %s leaves true what is written down', async (_, { mailAt, readAt }: { mailAt?: number; readAt?: number }) => {
    const gus = await member('gus')
    const { decisionId } = await rejected(gus)
    const { itemId } = await carryOut(appealDecision, gus, { decisionId, body: 'It is not.' })
    const start = Date.now() + 1_000
    const at = (seconds: number) => new Date(start + seconds * 1000)
    const notice = () => reader().notice.findFirstOrThrow({ where: { personId: gus.id, kind: 'message', decisionId } })
    const isProved = async () => expect((await verify()).filter(({ ok, name }) => !ok && name === 'notices')).toEqual([])
    await carryOut(answerCase, cast.noor, { itemId, body: 'Which edition?' }, at(0))
    const letters = mailAt ? await mailEverybody(at(mailAt)) : []
    if (readAt) await carryOut(markNoticesRead, gus, { noticeId: (await notice()).id }, at(readAt))
    await isProved()
    await carryOut(answerCase, cast.noor, { itemId, body: 'And which page?' }, at(60))
    await isProved()
    const again = readAt !== undefined
    expect(await notice()).toMatchObject({ dueAt: at(again ? 60 : 0), readAt: null, mailedAt: mailAt && !again ? at(mailAt) : null })
    letters.push(...(await mailEverybody(at(90))))
    await isProved()
    expect(await notice()).toMatchObject({ mailedAt: at(mailAt && !again ? mailAt : 90), mailId: expect.any(String) })
    expect(letters.filter(({ to, text }) => to === gus.email && text.includes('Somebody has written in the case'))).toHaveLength(mailAt && again ? 2 : 1)
  })

  test('is no place for anybody else, and does not tell that it is there', async () => {
    const { itemId } = await appealed()
    const never = await refusalOf(answerCase, cast.rae, { itemId: '01900000-0000-7000-8000-000000000000', body: 'Hm.' })
    expect(await refusalOf(answerCase, cast.rae, { itemId, body: 'Hm.' })).toEqual(never)
    expect((await refusalOf(answerCase, anonymous, { itemId, body: 'Hm.' })).code).toBe('signed-out')
    expect((await refusalOf(answerCase, cast.nia, { itemId, body: 'Hm.', teamOnly: 'yes' })).code).toBe('forbidden')
  })

  test('a moderator who appeals is a writer there and not of the team', async () => {
    const { decisionId } = await rejected(cast.noor, cast.mo)
    const { itemId } = await carryOut(appealDecision, cast.noor, { decisionId, body: 'I disagree, as a reader.' })
    expect((await refusalOf(answerCase, cast.noor, { itemId, body: 'Team.', teamOnly: 'yes' })).code).toBe('forbidden')
    expect(await verdict(cast.noor, itemId, 'overturn')).toMatchObject({ ok: false, code: 'forbidden' })
    expect((await verdict(cast.ida, itemId, 'uphold')).ok).toBe(true)
  })
})

describe('a second look', () => {
  test('is asked for once a decision, and read by neither the one who decided nor the one who asked', async () => {
    const { commentId, decisionId } = await rejected()
    const { itemId } = await carryOut(openSecondLook, cast.noor, { decisionId, note: 'I would have approved it.' })
    const again = await refusalOf(openSecondLook, cast.ida, { decisionId, note: 'So would I.' })
    expect([again.code, again.present?.itemId]).toEqual(['conflict', itemId])
    for (const moderator of [cast.mo, cast.noor]) expect(await verdict(moderator, itemId, 'overturn')).toMatchObject({ ok: false, code: 'forbidden' })
    expect((await verdict(cast.ida, itemId, 'overturn')).ok).toBe(true)
    expect(await stateOf(commentId)).toBe('published')
  })

  test('is one, however many ask at once', async () => {
    const { decisionId } = await rejected()
    const tries = await Promise.all(Array.from({ length: 8 }, () => runCommand(openSecondLook, cast.noor, { decisionId, note: 'Look.' })))
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await reader().reviewItem.count({ where: { decisionId, kind: 'second_look' } })).toBe(1)
  })

  test('is not for readers, nor for what was taken back or cannot be turned round', async () => {
    const { commentId, decisionId } = await rejected()
    expect((await refusalOf(openSecondLook, cast.nia, { decisionId, note: 'Look.' })).code).toBe('forbidden')
    await carryOut(undoDecision, cast.mo, { decisionId })
    expect((await refusalOf(openSecondLook, cast.noor, { decisionId, note: 'Look.' })).code).toBe('conflict')
    const { decisionId: asked } = await decideNow(cast.mo, commentId, 'return')
    expect((await refusalOf(openSecondLook, cast.noor, { decisionId: asked, note: 'Look.' })).code).toBe('conflict')
  })

  test('and every word in it is of the team: a stranger cannot write there', async () => {
    const { decisionId } = await rejected()
    const { itemId } = await carryOut(openSecondLook, cast.noor, { decisionId, note: 'Look.' })
    expect((await refusalOf(answerCase, cast.nia, { itemId, body: 'Hm.' })).code).toBe('not-found')
    expect((await runCommand(answerCase, cast.mo, { itemId, body: 'I stand by it.' })).ok).toBe(true)
  })
})

describe('whoever is no moderator any more', () => {
  const demote = ({ id }: SignedIn) => writer().person.update({ where: { id }, data: { role: 'reader' }, select: { id: true } })

  test('has no part in a second look, whether they asked for it or made the decision', async () => {
    const [una, lou] = [await person('una', 'moderator'), await person('lou', 'moderator')]
    const { decisionId } = await rejected(cast.nia, lou)
    const { itemId } = await carryOut(openSecondLook, una, { decisionId, note: 'Look.' })
    for (const gone of [una, lou]) {
      expect((await refusalOf(answerCase, { ...gone, role: 'reader' }, { itemId, body: 'And?' })).code).toBe('not-found')
      expect((await runCommand(answerCase, gone, { itemId, body: 'And?' })).ok, 'and had one before').toBe(true)
    }
  })

  test.each([true, false])('is told of second looks and of cases they wrote in while they are one: %s', async (still) => {
    const una = await member('una', { role: 'moderator' })
    const { decisionId } = await rejected(cast.nia, una)
    const { itemId } = await carryOut(openSecondLook, cast.noor, { decisionId, note: 'Look.' })
    await carryOut(answerCase, una, { itemId, body: 'I stand by it.' })
    const appeal = await carryOut(appealDecision, cast.nia, { decisionId, body: 'Why?' })
    await carryOut(answerCase, una, { itemId: appeal.itemId, body: 'Because.' })
    if (!still) await demote(una)
    await carryOut(answerCase, cast.nia, { itemId: appeal.itemId, body: 'Hm.' })
    const now = still ? una : ({ ...una, role: 'reader' } as const)
    await mailEverybody(new Date(Date.now() + 1_000))
    await verdict(cast.ida, itemId, 'uphold')
    const later = new Date(Date.now() + 61_000)
    await tellEverybody(later)
    const letters = await reader().mail.findMany({ where: { to: una.email }, orderBy: { id: 'asc' }, select: { subject: true } })
    expect(letters.map(({ subject }) => subject)).toEqual(still ? ['There is an answer in your case', 'A second look: what came of it'] : [])
    expect((await readNotices(now, later)).notices.map(({ kind }) => kind)).toEqual(still ? ['second-look', 'message'] : [])
    expect(await countUnreadNotices(now, later)).toBe(still ? 2 : 0)
  })

  test('is still told what is said in an appeal of their own', async () => {
    const una = await member('una', { role: 'moderator' })
    const { decisionId } = await rejected(una)
    const { itemId } = await carryOut(appealDecision, una, { decisionId, body: 'Why?' })
    await demote(una)
    await carryOut(answerCase, cast.noor, { itemId, body: 'Which edition?' })
    const later = new Date(Date.now() + 1_000)
    await tellEverybody(later)
    expect(await reader().mail.count({ where: { to: una.email, subject: 'There is an answer in your case' } })).toBe(1)
    expect((await readNotices({ ...una, role: 'reader' }, later)).notices.map(({ kind, caseId }) => [kind, caseId])).toEqual([['message', itemId]])
    expect((await runCommand(answerCase, { ...una, role: 'reader' }, { itemId, body: 'The one of 1871.' })).ok).toBe(true)
  })
})

test('each of them is written down without words', async () => {
  const { itemId, commentId, decisionId } = await appealed()
  await carryOut(answerCase, cast.noor, { itemId, body: 'Which edition?' })
  await carryOut(openSecondLook, cast.noor, { decisionId, note: 'Look.' })
  const rows = await reader().auditEvent.findMany({ where: { subjectId: { in: [itemId, commentId] }, command: { in: ['appeal-decision', 'answer-case', 'open-second-look'] } }, orderBy: { at: 'asc' } })
  expect(rows.map(({ command, personId }) => [command, personId])).toEqual([['appeal-decision', cast.nia.id], ['answer-case', cast.noor.id], ['open-second-look', cast.noor.id]])
  expect(JSON.stringify(rows)).not.toContain('edition')
})
