import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { carryOut, makeCast, person, refusalOf } from '../cast.ts'
import { ask } from '#lib/ask.ts'
import { deleteAccount } from '#lib/accounts/delete-account.ts'
import { runCommand } from '#lib/command.ts'
import { publicReader, reader, writer } from '#lib/database.ts'
import { verify } from '#lib/integrity/verify.ts'
import { continueBulk } from '#lib/moderation/bulk/continue-bulk.ts'
import { startBulk } from '#lib/moderation/bulk/start-bulk.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { readItem } from '#lib/moderation/desk/read-queue.ts'
import { guestItemOf } from '#lib/moderation/guest-posts/find-guest-item.ts'
import { beginGuestPost } from '#lib/moderation/guest-posts/begin-guest-post.ts'
import { readOwnSending } from '#lib/moderation/guest-posts/read-own-sending.ts'
import { readSentEssays } from '#lib/moderation/guest-posts/read-sent-essays.ts'
import { readSentStanding } from '#lib/moderation/guest-posts/read-sent-standing.ts'
import { sendGuestPost } from '#lib/moderation/guest-posts/send-guest-post.ts'
import { withdrawGuestPost } from '#lib/moderation/guest-posts/withdraw-guest-post.ts'
import { logFilter } from '#lib/moderation/log/log-filter.ts'
import { readLog } from '#lib/moderation/log/read-log.ts'
import { readNotices } from '#lib/moderation/notices/read-notices.ts'
import { movePost } from '#lib/posts/publishing/move-post.ts'
import { openByPassword } from '#lib/posts/publishing/open-by-password.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import type { SignedIn } from '#lib/viewer.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
})

const told = (who: SignedIn) => writer().notice.updateMany({ where: { personId: who.id }, data: { dueAt: new Date(Date.now() - 1000) } })
const versionOf = async (postId: string) => (await reader().post.findUniqueOrThrow({ where: { id: postId }, select: { draftVersion: true } })).draftVersion
const itemOf = (postId: string) => reader().reviewItem.findFirstOrThrow({ where: { postId, kind: 'guest_post' }, orderBy: { createdAt: 'desc' }, select: { id: true, version: true, state: true } })
const shown = (postId: string) => publicReader().publishedPost.findUnique({ where: { id: postId }, select: { title: true, slug: true, text: true } })
const send = async (who: SignedIn, postId: string) => runCommand(sendGuestPost, who, { postId, version: await versionOf(postId) })

async function write(who: SignedIn, postId: string, source: string, title = `Ferries ${randomUUID().slice(0, 8)}`) {
  await carryOut(saveDraft, who, { postId, version: await versionOf(postId), title, standfirst: '', source, contentAnswer: 'none', contentNotes: [], works: [], reason: 'saved' })
}

/** A draft of a reader, with words in it. */
async function draftOf(who: SignedIn): Promise<string> {
  const { id } = await carryOut(beginGuestPost, who, {})
  await write(who, id, 'There is a ferry, and it is late.')
  return id
}

async function judge(moderator: SignedIn, postId: string, action: string, more: object = {}) {
  const { id: itemId, version } = await itemOf(postId)
  return runCommand(decide, moderator, { itemId, version, action, ...(action === 'approve' ? {} : { reasonCode: 'not-here' }), ...more })
}

describe('a reader', () => {
  test('begins one essay at a time; nobody else sees it, and nobody publishes it but by the queue', async () => {
    const rae = await person('rae', 'reader')
    const id = await draftOf(rae)
    expect(await carryOut(beginGuestPost, rae, {})).toEqual({ id })
    expect(await refusalOf(publishPost, rae, { postId: id })).toMatchObject({ code: 'forbidden' })
    expect(await refusalOf(sendGuestPost, cast.nia, { postId: id, version: 2 })).toMatchObject({ code: 'not-found' })
    expect(await refusalOf(beginGuestPost, cast.ada, {})).toMatchObject({ code: 'invalid' })
    await carryOut(sendGuestPost, rae, { postId: id, version: await versionOf(id) })
    await expect(writer().post.update({ where: { id }, data: { state: 'published', publishedRevisionId: (await reader().guestPost.findFirstOrThrow({ where: { postId: id } })).currentRevisionId } })).rejects.toThrow()
    expect(await shown(id)).toBeNull()
  })

  test('is published by the queue alone: whoever may edit the essay is refused in words, whatever became of the sending', async () => {
    const rae = await person('rae', 'reader')
    const id = await draftOf(rae)
    await send(rae, id)
    const inTheQueue = { code: 'conflict', message: expect.stringContaining('decided in the queue') }
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
    const byHand = async () => [await refusalOf(publishPost, cast.ida, { postId: id }), await refusalOf(publishPost, cast.ida, { postId: id, publishAt: tomorrow })]
    for (const refusal of await byHand()) expect(refusal).toMatchObject(inTheQueue)
    expect((await itemOf(id)).state).toBe('waiting')
    await judge(cast.mo, id, 'reject')
    await told(rae)
    for (const refusal of await byHand()) expect(refusal).toMatchObject(inTheQueue)
    await send(rae, id)
    await judge(cast.mo, id, 'approve')
    const approved = await shown(id)
    await write(rae, id, 'A newer text that nobody has read.')
    for (const refusal of [await refusalOf(publishPost, cast.ida, { postId: id })]) expect(refusal).toMatchObject(inTheQueue)
    await carryOut(movePost, cast.ida, { postId: id, to: 'archived' })
    await carryOut(movePost, cast.ida, { postId: id, to: 'published' })
    expect(await shown(id)).toEqual(approved)
  })

  test('sends it; a moderator reads it as its page would be, and approving publishes it with its writer as its author', async () => {
    const rae = await person('rae', 'reader')
    const id = await draftOf(rae)
    expect((await send(rae, id)).ok).toBe(true)
    const { id: itemId } = await itemOf(id)
    const card = await readItem(cast.mo, itemId)
    expect(card).toMatchObject({ ok: true, value: { kind: 'guest_post', actions: ['approve', 'reject', 'return'], post: null, essay: { title: expect.stringMatching(/^Ferries/), words: 8 }, author: { name: 'rae' } } })
    // What was written since is not what was read.
    await write(rae, id, 'Something that nobody has read.')
    expect((await judge(cast.mo, id, 'approve')).ok).toBe(true)
    const post = await shown(id)
    expect(post?.text).toContain('There is a ferry')
    expect(post?.slug).toMatch(/^ferries-/)
    expect(await publicReader().publishedAuthorship.findMany({ where: { postId: id }, select: { personId: true } })).toEqual([{ personId: rae.id }])
    expect(await publicReader().publishedPerson.count({ where: { id: rae.id } })).toBe(1)
  })

  test('takes it back while nobody published it, and may send it again', async () => {
    const rae = await person('rae', 'reader')
    const id = await draftOf(rae)
    await send(rae, id)
    expect(await carryOut(withdrawGuestPost, rae, { postId: id })).toEqual({ takenBack: true })
    expect(await carryOut(withdrawGuestPost, rae, { postId: id })).toEqual({ takenBack: false })
    expect(await judge(cast.mo, id, 'approve')).toMatchObject({ ok: false, message: 'The writer has withdrawn this essay.' })
    expect((await send(rae, id)).ok).toBe(true)
    expect((await judge(cast.mo, id, 'approve')).ok).toBe(true)
  })

  test('is not told that it is taken back while a refusal may still be taken back unsaid, after which it would wait again, nor while it is taken down', async () => {
    const rae = await person('rae', 'reader')
    const id = await draftOf(rae)
    await send(rae, id)
    const refused = await judge(cast.mo, id, 'reject')
    if (!refused.ok) throw new Error(refused.message)
    expect(await refusalOf(withdrawGuestPost, rae, { postId: id })).toMatchObject({ code: 'conflict', message: expect.stringMatching(/in hand/) })
    await carryOut(undoDecision, cast.mo, { decisionId: refused.value.decisionId })
    expect(await carryOut(withdrawGuestPost, rae, { postId: id })).toEqual({ takenBack: true })
    expect(await judge(cast.mo, id, 'approve')).toMatchObject({ ok: false, message: 'The writer has withdrawn this essay.' })
    await send(rae, id)
    await judge(cast.mo, id, 'approve')
    await judge(cast.noor, id, 'hide')
    expect(await refusalOf(withdrawGuestPost, rae, { postId: id })).toMatchObject({ code: 'conflict', message: expect.stringMatching(/took it down/) })
  })

  test('sends a newer text in the place of the one that waits: whoever had the card open must read it first', async () => {
    const rae = await person('rae', 'reader')
    const id = await draftOf(rae)
    await send(rae, id)
    const seen = await itemOf(id)
    await write(rae, id, 'A newer text.')
    await send(rae, id)
    expect(await refusalOf(decide, cast.mo, { itemId: seen.id, version: seen.version, action: 'approve' })).toMatchObject({ code: 'conflict' })
    expect((await send(rae, id))).toMatchObject({ ok: true, value: { repeated: true } })
  })

  test('is told what came of it, mends what came back, and readers keep the approved text while a new one waits', async () => {
    const rae = await person('rae', 'reader')
    const id = await draftOf(rae)
    expect(await readSentEssays(rae)).toEqual(new Map())
    await send(rae, id)
    expect((await readSentEssays(rae)).get(id)).toMatchObject({ position: expect.any(Number), beingRead: false })
    expect((await judge(cast.mo, id, 'return', { reasonCode: '', reasonNote: 'Which ferry?', passage: 'There is a ferry' })).ok).toBe(true)
    expect((await readSentEssays(rae)).get(id)).toMatchObject({ beingRead: true })
    expect(await readSentEssays(cast.ada)).toEqual(new Map())
    expect(await readOwnSending(rae, id, new Date())).toMatchObject({ state: 'held', waiting: { beingRead: true }, reason: '' })
    expect(await send(rae, id)).toMatchObject({ ok: false, message: expect.stringMatching(/in hand/) })
    await told(rae)
    expect(await readSentEssays(rae)).toEqual(new Map())
    expect(await readOwnSending(rae, id, new Date())).toMatchObject({ state: 'returned', reason: 'Which ferry?', passage: 'There is a ferry' })
    expect((await readNotices(rae, new Date())).notices[0]).toMatchObject({ kind: 'verdict', on: 'guest_post', action: 'return', sent: { postId: id } })
    await write(rae, id, 'There is a ferry to Holm.')
    await send(rae, id)
    await judge(cast.mo, id, 'approve')
    await write(rae, id, 'There is a ferry to Holm, and back.')
    await send(rae, id)
    expect((await shown(id))?.text).toBe('There is a ferry to Holm.')
    await judge(cast.noor, id, 'reject')
    expect((await shown(id))?.text).toBe('There is a ferry to Holm.')
    await told(rae)
    await write(rae, id, 'There is a ferry to Holm, and it comes back.')
    await send(rae, id)
    await judge(cast.noor, id, 'approve')
    expect((await shown(id))?.text).toBe('There is a ferry to Holm, and it comes back.')
    const log = await readLog(cast.mo, { filter: logFilter({ kind: 'guest_post', person: rae.handle }) })
    expect(log.ok && log.value.entries.map(({ action }) => action)).toEqual(['approve', 'reject', 'approve', 'return'])
    expect(log.ok && log.value.entries[3]?.excerpt).toContain('it is late')
    const found = await readLog(cast.mo, { filter: logFilter({ q: '"it is late"', person: rae.handle }) })
    expect(found.ok && found.value.entries.map(({ action }) => action)).toEqual(['return'])
  })

  test('sees above it in a word how it stands with the moderators: it waits until a verdict is told, and then is with its writer', async () => {
    const rae = await person('rae', 'reader')
    const id = await draftOf(rae)
    expect(await readSentStanding(rae, id)).toBeNull()
    await send(rae, id)
    expect(await readSentStanding(rae, id)).toBe('waiting')
    expect(await readSentStanding(cast.nia, id)).toBeNull()
    await judge(cast.mo, id, 'return')
    expect(await readSentStanding(rae, id)).toBe('waiting')
    await told(rae)
    expect(await readSentStanding(rae, id)).toBe('returned')
    await write(rae, id, 'There is a ferry to Holm.')
    await send(rae, id)
    expect(await readSentStanding(rae, id)).toBe('waiting')
    await judge(cast.mo, id, 'approve')
    expect(await readSentStanding(rae, id)).toBeNull()
    await judge(cast.mo, id, 'hide')
    expect(await readSentStanding(rae, id)).toBe('hidden')
    expect(await readSentStanding({ ...rae, role: 'author' }, id)).toBeNull()
  })
})

test('an essay that was refused is emptied when its writer leaves, and the queue remembers no link of it', async () => {
  const rae = await person('rae', 'reader')
  const id = await draftOf(rae)
  await write(rae, id, 'There is a [ferry](https://ferries.example/holm).')
  await send(rae, id)
  await judge(cast.mo, id, 'reject')
  const hosts = async () => (await reader().reviewItem.findFirstOrThrow({ where: { postId: id }, select: { linkHosts: true } })).linkHosts
  expect(await hosts()).toEqual(['ferries.example'])
  await carryOut(deleteAccount, rae, { checkedHash: '', essays: 'stay' })
  expect(await hosts()).toEqual([])
  expect((await verify()).filter(({ ok }) => !ok)).toEqual([])
})

describe('taking back', () => {
  test('a publication makes it a draft without an address again, exactly; the text from before where there was one', async () => {
    const rae = await person('rae', 'reader')
    const id = await draftOf(rae)
    await send(rae, id)
    const columns = { state: true, slug: true, publishedRevisionId: true, publishedAt: true, draftRevisionId: true } as const
    const before = await reader().post.findUniqueOrThrow({ where: { id }, select: columns })
    const first = await judge(cast.mo, id, 'approve')
    if (!first.ok) throw new Error(first.message)
    await carryOut(undoDecision, cast.mo, { decisionId: first.value.decisionId })
    expect([await reader().post.findUniqueOrThrow({ where: { id }, select: columns }), await shown(id)]).toEqual([before, null])
    expect((await judge(cast.mo, id, 'approve')).ok).toBe(true)
    const published = await shown(id)
    await write(rae, id, 'Quite another text.')
    await send(rae, id)
    const second = await judge(cast.noor, id, 'approve')
    if (!second.ok) throw new Error(second.message)
    expect((await shown(id))?.text).toBe('Quite another text.')
    await carryOut(undoDecision, cast.noor, { decisionId: second.value.decisionId })
    expect((await shown(id))?.text).toBe(published?.text)
  })
})

describe('an essay that stands before readers', () => {
  const published = async (who: SignedIn) => {
    const id = await draftOf(who)
    await send(who, id)
    await judge(cast.mo, id, 'approve')
    return id
  }
  const columns = { state: true, slug: true, publishedRevisionId: true, publishedAt: true } as const
  const post = (id: string) => reader().post.findUniqueOrThrow({ where: { id }, select: columns })

  test('is taken down by a moderator with a reason, its writer is told, and it is put back as it was', async () => {
    const rae = await person('rae', 'reader')
    const id = await published(rae)
    const before = await post(id)
    await told(rae)
    expect(await ask(guestItemOf(cast.mo, id))).toBe((await itemOf(id)).id)
    expect(await ask(guestItemOf(rae, id))).toBeNull()
    expect(await readItem(cast.noor, (await itemOf(id)).id)).toMatchObject({ value: { actions: ['hide'] } })
    expect(await judge(cast.noor, id, 'hide', { reasonCode: '' })).toMatchObject({ ok: false, code: 'invalid' })
    expect((await judge(cast.noor, id, 'hide', { reasonCode: 'copied' })).ok).toBe(true)
    expect(await shown(id)).toBeNull()
    await told(rae)
    expect((await readNotices(rae, new Date())).notices[0]).toMatchObject({ kind: 'verdict', action: 'hide', reason: expect.stringContaining('somebody else’s words'), sent: { postId: id } })
    expect(await readOwnSending(rae, id, new Date())).toMatchObject({ state: 'hidden', reason: expect.stringContaining('somebody else’s words') })
    await write(rae, id, 'Other words.')
    expect(await send(rae, id)).toMatchObject({ ok: false, code: 'conflict' })
    expect(await readItem(cast.mo, (await itemOf(id)).id)).toMatchObject({ value: { actions: ['restore'] } })
    expect((await judge(cast.mo, id, 'restore', { reasonCode: '' })).ok).toBe(true)
    expect(await post(id)).toEqual(before)
    expect((await verify()).filter(({ ok }) => !ok)).toEqual([])
  })

  test('taking it down is taken back exactly, and so is putting it back', async () => {
    const rae = await person('rae', 'reader')
    const id = await published(rae)
    const before = await post(id)
    const down = await judge(cast.mo, id, 'hide', { reasonCode: 'copied' })
    if (!down.ok) throw new Error(down.message)
    const hidden = await post(id)
    await carryOut(undoDecision, cast.mo, { decisionId: down.value.decisionId })
    expect([await post(id), (await shown(id))?.slug]).toEqual([before, before.slug])
    await judge(cast.noor, id, 'hide', { reasonCode: 'copied' })
    const back = await judge(cast.noor, id, 'restore', { reasonCode: '' })
    if (!back.ok) throw new Error(back.message)
    await carryOut(undoDecision, cast.noor, { decisionId: back.value.decisionId })
    expect([await post(id), await shown(id)]).toEqual([hidden, null])
  })

  test('stays down, whoever its writer has become', async () => {
    const rae = await person('rae', 'reader')
    const id = await published(rae)
    await judge(cast.mo, id, 'hide', { reasonCode: 'copied' })
    await writer().person.update({ where: { id: rae.id }, data: { role: 'author' } })
    const author = { ...rae, role: 'author' as const }
    for (const to of ['published', 'unlisted']) expect(await refusalOf(movePost, author, { postId: id, to })).toMatchObject({ code: 'conflict', message: expect.stringContaining('took this essay down') })
    await carryOut(movePost, author, { postId: id, to: 'draft' })
    expect(await refusalOf(publishPost, author, { postId: id })).toMatchObject({ message: expect.stringContaining('took this essay down') })
    expect(await refusalOf(openByPassword, author, { postId: id, password: 'quince and medlar' })).toMatchObject({ message: expect.stringContaining('took this essay down') })
    await expect(writer().post.update({ where: { id }, data: { state: 'unlisted' } })).rejects.toThrow()
    expect((await judge(cast.mo, id, 'restore', { reasonCode: '' })).ok).toBe(true)
    expect(await shown(id)).not.toBeNull()
  })

  test('of somebody who was made an author meanwhile waits no more once they publish it themselves', async () => {
    for (const before of ['waits', 'published']) {
      const rae = await person('rae', 'reader')
      const id = before === 'published' ? await published(rae) : await draftOf(rae)
      if (before === 'published') await write(rae, id, 'A newer text that waits.')
      await send(rae, id)
      await writer().person.update({ where: { id: rae.id }, data: { role: 'author' } })
      const author = { ...rae, role: 'author' as const }
      await write(author, id, 'The newest text, by my own hand.')
      await carryOut(publishPost, author, { postId: id })
      expect((await itemOf(id)).state, before).toBe('closed')
      expect(await judge(cast.mo, id, 'approve')).toMatchObject({ ok: false })
      expect((await shown(id))?.text).toBe('The newest text, by my own hand.')
    }
    expect((await verify()).filter(({ ok }) => !ok)).toEqual([])
  })

  test('cannot be taken down while a newer text of it waits: that is judged first', async () => {
    const rae = await person('rae', 'reader')
    const id = await published(rae)
    await write(rae, id, 'A newer text.')
    await send(rae, id)
    expect(await judge(cast.mo, id, 'hide', { reasonCode: 'copied' })).toMatchObject({ ok: false })
    await judge(cast.mo, id, 'reject')
    expect((await judge(cast.mo, id, 'hide', { reasonCode: 'copied' })).ok).toBe(true)
    expect(await shown(id)).toBeNull()
  })
})

describe('a refusal', () => {
  test('of an essay that was sent anew since is not taken back, whatever became of the new sending', async () => {
    for (const action of ['', 'return', 'approve']) {
      const rae = await person('rae', 'reader')
      const id = await draftOf(rae)
      await send(rae, id)
      const refused = await judge(cast.mo, id, 'reject')
      if (!refused.ok) throw new Error(refused.message)
      await told(rae)
      expect((await send(rae, id)).ok).toBe(true)
      if (action) expect((await judge(cast.noor, id, action)).ok).toBe(true)
      expect(await refusalOf(undoDecision, cast.mo, { decisionId: refused.value.decisionId })).toMatchObject({ code: 'conflict', message: expect.stringMatching(/anew|newer text/) })
    }
  })
})

describe('at once', () => {
  test('pairs of opposite decisions have one winner; many are published as a bulk', async () => {
    const posts: string[] = []
    for (let index = 0; index < 10; index++) {
      const rae = await person('rae', 'reader')
      posts.push(await draftOf(rae))
      await send(rae, posts.at(-1) ?? '')
    }
    const outcomes = await Promise.all(posts.slice(0, 8).map(async (id) => Promise.all([judge(cast.mo, id, 'approve'), judge(cast.noor, id, 'reject')])))
    expect(outcomes.map((pair) => pair.filter(({ ok }) => ok).length)).toEqual(outcomes.map(() => 1))
    for (const [index, [approved]] of outcomes.entries()) expect((await shown(posts[index] ?? '')) !== null).toBe(approved.ok)
    const items = await Promise.all(posts.slice(8).map(async (id) => ({ itemId: (await itemOf(id)).id, version: (await itemOf(id)).version })))
    const { bulkId } = await carryOut(startBulk, cast.mo, { action: 'approve', items })
    await continueBulk(bulkId)
    for (const id of posts.slice(8)) expect(await shown(id)).not.toBeNull()
    expect((await verify()).filter(({ ok }) => !ok)).toEqual([])
  })
})
