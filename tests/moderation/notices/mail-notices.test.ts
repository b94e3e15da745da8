import { randomUUID } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { simpleParser } from 'mailparser'
import type { ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { editComment } from '#lib/comments/edit-comment.ts'
import { resubmitComment } from '#lib/comments/resubmit-comment.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { reader, writer } from '#lib/database.ts'
import { keepDoingJobs } from '#lib/jobs/run-jobs.ts'
import { answerCase } from '#lib/moderation/cases/answer-case.ts'
import { appealDecision } from '#lib/moderation/cases/appeal-decision.ts'
import { openSecondLook } from '#lib/moderation/cases/open-second-look.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { mailNotices } from '#lib/moderation/notices/mail-notices.ts'
import { siteTasks } from '#lib/moderation/notices/site-tasks.ts'
import { anonymous, operator } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, replyBy } from '../../cast.ts'
import { sendWaitingMail, tellEverybody } from '../../jobs/carry-out-jobs.ts'
import { member } from '../../people/stories.ts'
import type { Member } from '../../people/stories.ts'

const received: ParsedMail[] = []
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData: (stream, _, done) => void simpleParser(stream).then((mail) => done(void received.push(mail)), done),
})
let transport: ReturnType<typeof createTransport>
let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string
let rae: Member

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.server.address()
  transport = createTransport({ host: '127.0.0.1', port: typeof address === 'object' && address ? address.port : 0, ignoreTLS: true })
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
})
afterAll(async () => {
  transport.close()
  await new Promise<void>((resolve) => server.close(resolve))
})
beforeEach(async () => {
  received.length = 0
  await tellEverybody(inAnHour())
  await writer().mail.deleteMany({})
  rae = await member('rae')
})

/** Everything that is decided in a test is due then. */
function inAnHour() {
  return new Date(Date.now() + 3_600_000)
}

/** What arrives when everything due in an hour is told and sent. */
async function mailIn(at = inAnHour()): Promise<string[]> {
  await tellEverybody(at)
  await sendWaitingMail(transport)
  return received.map(({ to, subject }) => `${[to].flat()[0]?.text}: ${subject}`)
}

async function judge(commentId: string, action: string, more: Record<string, string> = {}, by: Viewer = cast.mo) {
  const { id: itemId, version } = await itemAbout(commentId)
  return carryOut(decide, by, { itemId, version, action, ...more })
}

async function openItem(commentId: string, kind: 'report' | 'appeal' | 'comment_edit') {
  return reader().reviewItem.findFirstOrThrow({ where: { commentId, kind, state: 'waiting' }, select: { id: true, version: true } })
}

/** A published reply of Rae's with a new text that waits. */
async function edited() {
  const commentId = await replyBy(rae, slug)
  await judge(commentId, 'approve')
  await mailIn()
  await carryOut(editComment, rae, { commentId, body: `Something else altogether ${randomUUID()}` })
  return { commentId, edit: await openItem(commentId, 'comment_edit') }
}

describe('the writer of a reply is told', () => {
  test('that it is published, with where it stands', async () => {
    const commentId = await replyBy(rae, slug)
    await judge(commentId, 'approve')
    expect(await mailIn()).toEqual([`${rae.email}: Your reply is published`])
    expect(received[0]?.text).toContain(`http://127.0.0.1:3000/c/${commentId}`)
    expect(received[0]?.text).toContain('http://127.0.0.1:3000/account/comments')
  })

  test('that it was not, and why, in the ready-made words and those of the moderator', async () => {
    const commentId = await replyBy(rae, slug)
    await judge(commentId, 'reject', { reasonCode: 'off-topic', reasonNote: 'It would fit under the other essay.' })
    expect(await mailIn()).toEqual([`${rae.email}: Your reply was not published`])
    expect(received[0]?.text).toContain('It is not about this essay or what was said under it. It would fit under the other essay.')
    expect(received[0]?.text).not.toContain(`/c/${commentId}`)
  })

  test('which passage to change', async () => {
    const commentId = await replyBy(rae, slug, '', 'A beginning. You are a fool. An end.')
    await judge(commentId, 'return', { reasonCode: 'unkind', passage: 'You are a fool.' })
    expect(await mailIn()).toEqual([`${rae.email}: Please change a passage of your reply`])
    expect(received[0]?.text).toContain('> You are a fool.')
    expect(received[0]?.text).toContain(`http://127.0.0.1:3000/c/${commentId}`)
  })

  test('that it was taken down, in other words than one that never stood, and that it is back', async () => {
    const commentId = await replyBy(rae, slug)
    await judge(commentId, 'approve')
    await mailIn()
    await judge(commentId, 'hide', { reasonCode: 'spoiler' })
    await mailIn()
    await judge(commentId, 'restore')
    expect(await mailIn()).toEqual([
      `${rae.email}: Your reply is published`, `${rae.email}: Your reply was taken down`, `${rae.email}: Your reply can be read again`,
    ])
    expect(received[1]?.text).toContain('It gives away what others want to find out for themselves.')
  })

  test('what became of an edit, and that the text from before stays', async () => {
    const { edit } = await edited()
    await carryOut(decide, cast.mo, { itemId: edit.id, version: edit.version, action: 'reject', reasonCode: 'spam' })
    expect((await mailIn()).at(-1)).toBe(`${rae.email}: The new text of your reply was not published`)
    expect(received.at(-1)?.text).toContain('Readers go on seeing the text from before.')
  })

  test.each([
    ['approve', 'The new text of your reply was approved', 'Should it be put back, it stands in its new words.'],
    ['return', 'Please change a passage of your new text', 'Should it be put back, you can change the new text.'],
    ['reject', 'The new text of your reply was not approved', 'It is not about this essay'],
  ])('what became of an edit of what was taken down in the meantime: %s', async (action, subject, words) => {
    const { commentId, edit } = await edited()
    await judge(commentId, 'hide', { reasonCode: 'spam' })
    await mailIn()
    await carryOut(decide, cast.mo, { itemId: edit.id, version: edit.version, action, ...(action !== 'approve' && { reasonCode: 'off-topic' }) })
    expect((await mailIn()).at(-1)).toBe(`${rae.email}: ${subject}`)
    const text = received.at(-1)?.text ?? ''
    expect(text).toContain('The reply itself is still taken down.')
    expect(text).toContain(words)
    for (const untrue of ['Readers go on', 'now stands', `/c/${commentId}`]) expect(text).not.toContain(untrue)
  })

  test.each([
    ['approve', 'overturn', 'Your reply was taken down', true],
    ['reject', 'overturn', 'Your reply is published', false],
    ['reject', null, 'Your reply was not published', true],
  ])('after %s and a second look (%s): %s, with an appeal where there is one', async (action, second, subject, appeal) => {
    const commentId = await replyBy(rae, slug)
    const { decisionId } = await judge(commentId, action, action === 'reject' ? { reasonCode: 'spam' } : {})
    if (second) {
      const { itemId } = await carryOut(openSecondLook, cast.noor, { decisionId, note: 'Look.' })
      await carryOut(decide, cast.ida, { itemId, version: 1, action: second, reasonNote: 'It is an advertisement.' })
    }
    expect(await mailIn()).toEqual([`${rae.email}: ${subject}`])
    expect(received[0]?.text?.includes('you can ask for another look')).toBe(appeal)
  })

  test('of several verdicts in one mail', async () => {
    const replies = [await replyBy(rae, slug), await replyBy(rae, slug), await replyBy(rae, slug)]
    await judge(replies[0] ?? '', 'approve')
    await judge(replies[1] ?? '', 'reject', { reasonCode: 'repeat' })
    await judge(replies[2] ?? '', 'approve')
    expect(await mailIn()).toEqual([`${rae.email}: 3 answers from the moderators of Afterword`])
    expect(received[0]?.text?.match(/is published\./g)).toHaveLength(2)
    expect(received[0]?.text?.match(/was not published\./g)).toHaveLength(1)
  })

  test('what came of an appeal, and of a word in the case before that', async () => {
    const commentId = await replyBy(rae, slug)
    const { decisionId } = await judge(commentId, 'reject', { reasonCode: 'spam' })
    await mailIn()
    const { itemId } = await carryOut(appealDecision, rae, { decisionId, body: 'It is no advertising.' })
    await carryOut(answerCase, cast.noor, { itemId, body: 'Where is the shop that you name?' })
    expect((await mailIn()).at(-1)).toBe(`${rae.email}: There is an answer in your case`)
    const appeal = await openItem(commentId, 'appeal')
    await carryOut(decide, cast.noor, { itemId: appeal.id, version: appeal.version, action: 'overturn' })
    expect((await mailIn()).at(-1)).toBe(`${rae.email}: Your appeal: the decision was turned round`)
    expect(received.at(-1)?.text).toContain(`/c/${commentId}`)
  })
})

describe('somebody who reported is told', () => {
  test.each([
    ['hide', 'It was taken down.'],
    ['dismiss', 'It stays as it is.'],
  ])('after %s: %s, and neither the text nor the words of the moderator', async (action, words) => {
    const commentId = await replyBy(cast.nia, slug, '', `A text that names names, to ${action}.`)
    await decideNow(cast.mo, commentId, 'approve')
    await carryOut(reportComment, rae, { commentId, reasonCode: 'personal-details', note: '' })
    const report = await openItem(commentId, 'report')
    await carryOut(decide, cast.mo, { itemId: report.id, version: report.version, action, reasonCode: 'personal-details', reasonNote: 'Between the two of us.' })
    expect(await mailIn()).toEqual([`${rae.email}: A reply that you reported was looked at`])
    expect(received[0]?.text).toContain(words)
    expect(received[0]?.text).not.toContain('names names')
    expect(received[0]?.text).not.toContain('Between the two of us.')
    expect(received[0]?.text).not.toContain('personal')
  })
})

describe('nothing is said', () => {
  test('before a minute has passed', async () => {
    const commentId = await replyBy(rae, slug)
    await judge(commentId, 'approve')
    expect(await mailIn(new Date(Date.now() + 30_000))).toEqual([])
    expect(await mailIn(new Date(Date.now() + 61_000))).toHaveLength(1)
  })

  test('of a decision that was taken back within it, and nothing of the taking back', async () => {
    const commentId = await replyBy(rae, slug)
    const { decisionId } = await judge(commentId, 'reject', { reasonCode: 'spam' })
    await carryOut(undoDecision, cast.noor, { decisionId })
    expect(await mailIn()).toEqual([])
  })

  test('of a decision that was taken back after it was due but before its mail was written, nor of the taking back', async () => {
    const commentId = await replyBy(rae, slug)
    const { id: itemId, version } = await itemAbout(commentId)
    const long = new Date(Date.now() - 600_000)
    const { decisionId } = await carryOut(decide, cast.mo, { itemId, version, action: 'approve' }, long)
    await carryOut(undoDecision, cast.noor, { decisionId })
    expect(await mailIn()).toEqual([])
    expect(await reader().notice.count({ where: { personId: rae.id, mailedAt: null, cancelledAt: null } })).toBe(0)
  })

  test('of a verdict that another one followed, but of that', async () => {
    const commentId = await replyBy(rae, slug)
    await judge(commentId, 'approve')
    await judge(commentId, 'hide', { reasonCode: 'spam' })
    expect(await mailIn()).toEqual([`${rae.email}: Your reply was taken down`])
  })

  test('of a return that the writer has acted on already', async () => {
    const commentId = await replyBy(rae, slug)
    const { id: itemId, version } = await itemAbout(commentId)
    await carryOut(decide, cast.mo, { itemId, version, action: 'return', reasonCode: 'unkind' }, new Date(Date.now() - 600_000))
    await carryOut(resubmitComment, rae, { commentId, body: 'The same, and kinder.' })
    expect(await mailIn()).toEqual([])
  })

  test('of a returned edit that the writer has mended already, or given up', async () => {
    const [mended, given] = [await edited(), await edited()]
    for (const { edit } of [mended, given]) await carryOut(decide, cast.mo, { itemId: edit.id, version: edit.version, action: 'return', reasonCode: 'unkind' }, new Date(Date.now() - 600_000))
    await carryOut(editComment, rae, { commentId: mended.commentId, body: 'Something else, and kinder.' })
    const { approvedRevision } = await reader().comment.findUniqueOrThrow({ where: { id: given.commentId }, select: { approvedRevision: { select: { source: true } } } })
    await carryOut(editComment, rae, { commentId: given.commentId, body: approvedRevision?.source ?? '' })
    received.length = 0
    expect(await mailIn()).toEqual([])
  })

  test('of a text that its writer has withdrawn', async () => {
    const commentId = await replyBy(rae, slug)
    await judge(commentId, 'approve')
    await carryOut(withdrawComment, rae, { commentId })
    expect(await mailIn()).toEqual([])
  })

  test('to an address that nobody has proved', async () => {
    const nia = await member('nia', { verified: false })
    const commentId = await replyBy(nia, slug)
    await judge(commentId, 'approve')
    expect(await mailIn()).toEqual([])
    expect(await reader().notice.count({ where: { personId: nia.id, mailedAt: null } })).toBe(0)
  })

  test('of what was read on the site in the meantime', async () => {
    const commentId = await replyBy(rae, slug)
    await judge(commentId, 'approve')
    await writer().notice.updateMany({ where: { personId: rae.id }, data: { readAt: new Date() } })
    expect(await mailIn()).toEqual([])
  })
})

test('that a decision was taken back is told to whom it had been told', async () => {
  const commentId = await replyBy(rae, slug)
  const { id: itemId, version } = await itemAbout(commentId)
  const { decisionId } = await carryOut(decide, cast.mo, { itemId, version, action: 'reject', reasonCode: 'spam' }, new Date(Date.now() - 600_000))
  await mailIn(new Date())
  await carryOut(undoDecision, cast.noor, { decisionId })
  expect((await mailIn()).at(-1)).toBe(`${rae.email}: A decision about your reply was taken back`)
  expect(received.at(-1)?.text).toContain('It waits for a moderator again.')
})

describe('each mail is written once', () => {
  test('however many processes write, and all of a person in one', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => member('rae')))
    for (const person of people) for (const commentId of [await replyBy(person, slug), await replyBy(person, slug)]) await judge(commentId, 'approve')
    await Promise.all(Array.from({ length: 8 }, () => tellEverybody(inAnHour())))
    await sendWaitingMail(transport)
    expect(received.map(({ to }) => [to].flat()[0]?.text).toSorted()).toEqual(people.map(({ email }) => email).toSorted())
    for (const { text } of received) expect(text?.match(/is published\./g)).toHaveLength(2)
  })

  test('while the decisions are being taken back: who was not told of one is not told of its end', async () => {
    const long = new Date(Date.now() - 600_000)
    const decisions = await Promise.all(Array.from({ length: 12 }, async () => {
      const person = await member('rae')
      const { id: itemId, version } = await itemAbout(await replyBy(person, slug))
      return { person, ...(await carryOut(decide, cast.mo, { itemId, version, action: 'approve' }, long)) }
    }))
    await Promise.all([
      ...decisions.map(({ decisionId }) => carryOut(undoDecision, cast.noor, { decisionId })), ...Array.from({ length: 4 }, () => tellEverybody(new Date())),
    ])
    await mailIn()
    for (const { person } of decisions) {
      const subjects = received.filter(({ to }) => [to].flat()[0]?.text === person.email).map(({ subject }) => subject)
      expect([[], ['Your reply is published', 'A decision about your reply was taken back']]).toContainEqual(subjects)
    }
  })

  test('or not at all: a process that ends in between leaves it to the next', async () => {
    const commentId = await replyBy(rae, slug)
    await judge(commentId, 'approve')
    const broken = { ...mailNotices, perform: async (context: Parameters<typeof mailNotices.perform>[0]) => {
      await mailNotices.perform(context)
      throw new Error('killed')
    } }
    await expect(runCommand(broken, operator, { personId: rae.id }, inAnHour())).rejects.toThrow('killed')
    expect(await reader().mail.count()).toBe(0)
    expect(await mailIn()).toHaveLength(1)
  })

  test('by itself, soon after it is due', async () => {
    const { id: itemId, version } = await itemAbout(await replyBy(rae, slug))
    await carryOut(decide, cast.mo, { itemId, version, action: 'approve' }, new Date(Date.now() - 58_000))
    const stop = keepDoingJobs(siteTasks(null), () => {})
    await expect.poll(() => reader().mail.count(), { timeout: 15_000 }).toBe(1)
    await stop()
  })
})

test('mail is written by the site, not by people', async () => {
  expect(await runCommand(mailNotices, anonymous, { personId: rae.id })).toMatchObject({ ok: false, code: 'signed-out' })
  expect(await runCommand(mailNotices, cast.ida, { personId: rae.id })).toMatchObject({ ok: false, code: 'forbidden' })
})
