import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, person, publishedReplyBy, refusalOf, replyBy } from '../../cast.ts'
import { runCommand } from '#lib/command.ts'
import { publicReader, reader, writer } from '#lib/database.ts'
import { verify } from '#lib/integrity/verify.ts'
import { continueBulk } from '#lib/moderation/bulk/continue-bulk.ts'
import { startBulk } from '#lib/moderation/bulk/start-bulk.ts'
import { approveAndReply } from '#lib/moderation/decisions/approve-and-reply.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { readPrecedents } from '#lib/moderation/decisions/read-precedents.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { readItem, readQueue } from '#lib/moderation/desk/read-queue.ts'
import { holdCard } from '#lib/moderation/live/hold-card.ts'
import { readChanges } from '#lib/moderation/live/read-changes.ts'
import { logFilter } from '#lib/moderation/log/log-filter.ts'
import { readLog } from '#lib/moderation/log/read-log.ts'
import { readStory } from '#lib/moderation/log/read-story.ts'
import { editProfile } from '#lib/moderation/names/edit-profile.ts'
import { readOwnName } from '#lib/moderation/names/read-own-name.ts'
import { withdrawName } from '#lib/moderation/names/withdraw-name.ts'
import { mailNotices } from '#lib/moderation/notices/mail-notices.ts'
import { takeMail } from '#lib/moderation/notices/take-mail.ts'
import { readNotices } from '#lib/moderation/notices/read-notices.ts'
import { saveRule } from '#lib/moderation/rules/save-rule.ts'
import { takeMeasure } from '#lib/people/take-measure.ts'
import { operator } from '#lib/viewer.ts'
import type { SignedIn } from '#lib/viewer.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let essay: { id: string; slug: string }
beforeAll(async () => {
  cast = await makeCast()
  essay = await essayBy(cast.ada)
})

/** A reader of whom something is public. */
async function known(name = 'nia'): Promise<SignedIn & { commentId: string }> {
  const somebody = await person(name, 'reader')
  return { ...somebody, commentId: await publishedReplyBy(somebody, cast.mo, essay.slug) }
}

const profile = (name: string) => ({ name, pronouns: '', biography: '', website: '' })
const choose = (who: SignedIn, name: string) => carryOut(editProfile, who, profile(name))
const nameOf = async ({ id }: SignedIn) => (await reader().person.findUniqueOrThrow({ where: { id }, select: { name: true } })).name
const shownAs = async (commentId: string) => (await publicReader().publishedComment.findUniqueOrThrow({ where: { id: commentId }, select: { authorName: true } })).authorName
const waitingItem = ({ id }: SignedIn) => reader().reviewItem.findFirstOrThrow({ where: { personId: id, kind: 'name', state: 'waiting' }, select: { id: true, version: true } })
async function judge(moderator: SignedIn, who: SignedIn, action: 'approve' | 'reject', reasonCode = action === 'reject' ? 'taken-for-somebody' : '') {
  const { id: itemId, version } = await waitingItem(who)
  return carryOut(decide, moderator, { itemId, version, action, reasonCode })
}
const newName = () => `Nia Prosser ${randomUUID().slice(0, 6)}`
const told = (who: SignedIn) => writer().notice.updateMany({ where: { personId: who.id }, data: { dueAt: new Date(Date.now() - 1000) } })

describe('somebody of whom nothing was ever approved', () => {
  test('has a new name at once, since nobody has seen any', async () => {
    const nia = await person('nia', 'reader')
    expect(await choose(nia, 'Nia P.')).toEqual({ name: 'shown' })
    expect([await nameOf(nia), await reader().reviewItem.count({ where: { personId: nia.id } })]).toEqual(['Nia P.', 0])
    expect(await publicReader().publishedPerson.count({ where: { id: nia.id } })).toBe(0)
  })

  test('is not approved under a name that nobody has read: a decision on the first text names the version before it', async () => {
    const nia = await person('nia', 'reader')
    const comment = await replyBy(nia, essay.slug)
    const seen = await itemAbout(comment)
    await choose(nia, 'Something vile')
    expect(await refusalOf(decide, cast.mo, { itemId: seen.id, version: seen.version, action: 'approve' })).toMatchObject({ code: 'conflict' })
    await decideNow(cast.mo, comment, 'approve')
    expect(await shownAs(comment)).toBe('Something vile')
  })

  test('cannot slip a name past an approval that is made at the same moment', async () => {
    for (let round = 0; round < 12; round++) {
      const nia = await person('nia', 'reader')
      const comment = await replyBy(nia, essay.slug)
      const { id: itemId, version } = await itemAbout(comment)
      const [approved] = await Promise.all([
        runCommand(decide, cast.mo, { itemId, version, action: 'approve' }), runCommand(editProfile, nia, profile('Unread')),
      ])
      if (approved.ok) expect(await shownAs(comment)).toBe('nia')
      else expect(await publicReader().publishedComment.findUnique({ where: { id: comment } })).toBeNull()
    }
  })
})

describe('a name that readers know', () => {
  test('stays until the new one is approved; then everything of theirs bears the new one', async () => {
    const nia = await known()
    const name = newName()
    expect(await choose(nia, name)).toEqual({ name: 'waits' })
    expect([await nameOf(nia), await shownAs(nia.commentId)]).toEqual(['nia', 'nia'])
    expect(await readOwnName(nia)).toMatchObject({ state: 'waits', name, position: expect.any(Number), beingRead: false })
    await judge(cast.mo, nia, 'approve')
    expect([await nameOf(nia), await shownAs(nia.commentId), await readOwnName(nia)]).toEqual([name, name, null])
  })

  test('is refused with a reason in words that fit, told when it is due, by notice and by mail', async () => {
    const nia = await known()
    await writer().person.update({ where: { id: nia.id }, data: { email: `${nia.handle}@example.org`, emailVerifiedAt: new Date() } })
    const name = newName()
    await choose(nia, name)
    await judge(cast.mo, nia, 'reject')
    expect(await readOwnName(nia)).toMatchObject({ state: 'waits', beingRead: true })
    expect(await refusalOf(editProfile, nia, profile('Another'))).toMatchObject({ fields: { name: expect.stringMatching(/in hand/) } })
    await told(nia)
    expect(await readOwnName(nia)).toMatchObject({ state: 'refused', name, reason: 'It could be taken for the name of somebody else.' })
    const { notices } = await readNotices(nia, new Date())
    expect(notices[0]).toMatchObject({ kind: 'verdict', on: 'name', action: 'reject', excerpt: name, reason: 'It could be taken for the name of somebody else.' })
    await writer().notice.updateMany({ where: { personId: nia.id }, data: { mailDueAt: new Date(Date.now() - 1000) } })
    await carryOut(mailNotices, operator, { personId: nia.id })
    const { id } = await reader().mail.findFirstOrThrow({ where: { to: `${nia.handle}@example.org` }, select: { id: true } })
    const { mail = null } = await carryOut(takeMail, operator, { id })
    if (!mail) throw new Error('There is nothing to say')
    expect(mail.text).toContain(name)
    expect(mail.text).toContain('It could be taken for the name of somebody else.')
    expect(mail.subject).not.toContain(name)
    expect(await nameOf(nia)).toBe('nia')
    expect(await choose(nia, 'Another')).toEqual({ name: 'waits' })
  })

  test('a change of what waits keeps its place, and whoever had the card open must read it first', async () => {
    const nia = await known()
    await choose(nia, 'First')
    const seen = await waitingItem(nia)
    await choose(nia, 'Second')
    expect(await waitingItem(nia)).toEqual({ id: seen.id, version: seen.version + 1 })
    expect(await refusalOf(decide, cast.mo, { itemId: seen.id, version: seen.version, action: 'approve' })).toMatchObject({ code: 'conflict' })
    expect(await nameOf(nia)).toBe('nia')
    expect(await readItem(cast.mo, seen.id)).toMatchObject({ ok: true, value: { text: 'Second', formerName: 'nia', subject: { type: 'name' }, actions: ['approve', 'reject'], post: null } })
  })

  test('what waits is taken back by its person, or by choosing the name that they have', async () => {
    const nia = await known()
    await choose(nia, 'First')
    const { id } = await waitingItem(nia)
    expect(await carryOut(withdrawName, nia, {})).toEqual({ takenBack: true })
    expect(await carryOut(withdrawName, nia, {})).toEqual({ takenBack: false })
    expect(await refusalOf(decide, cast.mo, { itemId: id, version: 2, action: 'approve' })).toMatchObject({ code: 'conflict', message: 'The writer has withdrawn this name.' })
    await choose(nia, 'Second')
    expect(await choose(nia, 'nia')).toEqual({ name: 'taken-back' })
    expect([await nameOf(nia), await readOwnName(nia)]).toEqual(['nia', null])
  })

  test('a refusal that may still be taken back unsaid is in hand: nobody is told meanwhile that the name, which would wait again, is taken back', async () => {
    const nia = await known()
    await choose(nia, 'First')
    const { decisionId } = await judge(cast.mo, nia, 'reject')
    expect(await refusalOf(withdrawName, nia, {})).toMatchObject({ code: 'conflict', message: expect.stringMatching(/in hand/) })
    expect(await refusalOf(editProfile, nia, profile('nia'))).toMatchObject({ fields: { name: expect.stringMatching(/in hand/) } })
    await carryOut(undoDecision, cast.mo, { decisionId })
    expect(await carryOut(withdrawName, nia, {})).toEqual({ takenBack: true })
  })

  test('twice the same decision is one; two changes and a decision at once leave one truth', async () => {
    for (let round = 0; round < 10; round++) {
      const nia = await known()
      await choose(nia, 'First')
      const { id: itemId, version } = await waitingItem(nia)
      const [, , approved] = await Promise.all([
        runCommand(editProfile, nia, profile('Second')), runCommand(editProfile, nia, profile('Third')),
        runCommand(decide, cast.mo, { itemId, version, action: 'approve' }),
      ])
      expect(await nameOf(nia)).toBe(approved.ok ? 'First' : 'nia')
      expect(await reader().reviewItem.count({ where: { personId: nia.id, kind: 'name', state: 'waiting' } })).toBe(1)
    }
    const nia = await known()
    await choose(nia, 'Once')
    const { id: itemId, version } = await waitingItem(nia)
    const both = await Promise.all([cast.mo, cast.noor].map((who) => runCommand(decide, who, { itemId, version, action: 'approve' })))
    expect(both.map((each) => each.ok && each.value.repeated).toSorted()).toEqual([false, true])
  })
})

describe('who reads a name, and who is not read', () => {
  test('authors, moderators and administrators are not held, unless a measure says so', async () => {
    for (const role of ['author', 'moderator', 'administrator'] as const) {
      const somebody = await person('team', role)
      await publishedReplyBy(somebody, cast.mo, essay.slug)
      expect(await choose(somebody, `New ${role}`)).toEqual({ name: 'shown' })
    }
    const held = await person('held', 'author')
    await publishedReplyBy(held, cast.mo, essay.slug)
    await carryOut(takeMeasure, cast.ida, { handle: held.handle, kind: 'held', reason: 'For a while.' })
    expect(await choose(held, 'Kept back')).toEqual({ name: 'waits' })
    await judge(cast.mo, held, 'approve')
    expect(await nameOf(held)).toBe('Kept back')
  })

  test('nobody but moderators decides, and nobody about a name of their own; it cannot be answered, returned or hidden', async () => {
    const nia = await known()
    await choose(nia, newName())
    const { id: itemId, version } = await waitingItem(nia)
    for (const who of [nia, cast.rae, cast.ada]) expect(await refusalOf(decide, who, { itemId, version, action: 'approve' })).toMatchObject({ code: 'forbidden' })
    for (const action of ['return', 'hide']) expect(await refusalOf(decide, cast.mo, { itemId, version, action, reasonCode: 'spam' })).toMatchObject({ fields: { action: 'This cannot be done to a name.' } })
    expect(await refusalOf(approveAndReply, cast.mo, { itemId, version, body: 'Welcome.', idempotencyKey: randomUUID() })).toMatchObject({ code: 'invalid' })
    await writer().person.update({ where: { id: nia.id }, data: { role: 'moderator' } })
    expect(await refusalOf(decide, { ...nia, role: 'moderator' }, { itemId, version, action: 'approve' })).toMatchObject({ message: 'This is a name of yours, so somebody else reads it.' })
    expect(await refusalOf(decide, cast.mo, { itemId, version, action: 'reject' })).toMatchObject({ fields: { reasonCode: expect.any(String) } })
  })

  test('a name that folds to somebody’s with a role, or to a word of the house, is marked; any other is not', async () => {
    const mo = await person('mo', 'moderator')
    await writer().person.update({ where: { id: mo.id }, data: { name: `Mo Tanner ${mo.handle.slice(-4)}` } })
    const theirs = await nameOf(mo)
    const nia = await known()
    await choose(nia, theirs.replace('Mo', 'Mо').toUpperCase())
    const { id } = await waitingItem(nia)
    const alike = async () => {
      const item = await readItem(cast.noor, id)
      return item.ok && item.value.alike.map(({ handle, name }) => handle ?? name)
    }
    expect(await alike()).toEqual([mo.handle])
    await choose(nia, 'The Afterw0rd Moderators')
    expect(await alike()).toEqual(['Afterword'])
    await choose(nia, newName())
    expect(await alike()).toEqual([])
    const comment = await replyBy({ ...(await person(theirs, 'reader')) }, essay.slug)
    expect(await readItem(cast.noor, (await itemAbout(comment)).id)).toMatchObject({ value: { alike: [{ handle: mo.handle }] } })
  })

  test('the rules and the list of words that look at texts look at names too', async () => {
    const nia = await known()
    const word = `zqx${randomUUID().slice(0, 5)}`
    const rule = async (severity: 'hold' | 'refuse', phrases: string) => {
      const { ruleId } = await carryOut(saveRule, cast.ida, { kind: 'words', name: `Names ${phrases}`, settings: { phrases }, severity, sentence: severity === 'refuse' ? 'Not this one.' : '' })
      await writer().rule.update({ where: { id: ruleId }, data: { state: 'on', inForceVersion: 1 }, select: { id: true } })
    }
    await rule('hold', word)
    await rule('refuse', `${word}bad`)
    expect(await refusalOf(editProfile, nia, profile(`A ${word}bad`))).toMatchObject({ fields: { name: 'Not this one.' } })
    await choose(nia, `A ${word} name`)
    expect(await readQueue(cast.mo, { rule: `Names ${word}` })).toMatchObject({ value: { items: [{ kind: 'name', findings: [{ matches: [word] }] }] } })
  })
})

describe('what every kind has', () => {
  test('filter, search, presence, live news, log, its story and precedents', async () => {
    const nia = await known()
    const name = `Quillfeather ${randomUUID().slice(0, 6)}`
    await choose(nia, name)
    const { id } = await waitingItem(nia)
    for (const filter of [{ kind: 'name', person: nia.handle }, { q: name }]) {
      expect(await readQueue(cast.mo, filter)).toMatchObject({ value: { items: [{ id, text: name }] } })
    }
    await carryOut(holdCard, cast.mo, { tab: 'tab-of-names', itemId: id })
    expect(await readChanges(cast.noor, { ids: [id] })).toMatchObject({ value: { items: [{ kind: 'name', commentState: 'held' }], held: expect.arrayContaining([expect.objectContaining({ itemId: id })]) } })
    const { decisionId } = await judge(cast.mo, nia, 'reject', 'spam')
    const log = await readLog(cast.noor, { filter: logFilter({ kind: 'name', person: nia.handle, q: name }) })
    expect(log).toMatchObject({ value: { entries: [{ id: decisionId, noun: 'name', excerpt: name, post: null, writer: { handle: nia.handle }, canUndo: true }] } })
    const seq = log.ok ? String(log.value.entries[0]?.seq) : ''
    expect(await readStory(cast.noor, seq)).toMatchObject({ value: { state: 'rejected', events: [{ what: 'name', name }, { what: 'decision' }] } })
    await told(nia)
    await choose(nia, name)
    expect(await readPrecedents(cast.noor, (await waitingItem(nia)).id)).toMatchObject({ value: [{ action: 'reject', excerpt: name, shared: expect.arrayContaining(['quillfeather']) }] })
  })

  test('an undo puts the name before back, exactly, and only while nothing came after', async () => {
    const nia = await known()
    await choose(nia, 'First')
    const { decisionId: approved } = await judge(cast.mo, nia, 'approve')
    await carryOut(undoDecision, cast.mo, { decisionId: approved })
    expect([await nameOf(nia), (await readOwnName(nia))?.state]).toEqual(['nia', 'waits'])
    const { decisionId: rejected } = await judge(cast.mo, nia, 'reject')
    await carryOut(undoDecision, cast.noor, { decisionId: rejected })
    const { decisionId: again } = await judge(cast.mo, nia, 'approve')
    await choose(nia, 'Second')
    expect(await refusalOf(undoDecision, cast.mo, { decisionId: again })).toMatchObject({ message: expect.stringMatching(/newer name/) })
    const { decisionId: second } = await judge(cast.mo, nia, 'approve')
    expect(await refusalOf(undoDecision, cast.mo, { decisionId: again })).toMatchObject({ code: 'conflict' })
    await carryOut(undoDecision, cast.mo, { decisionId: second })
    expect(await nameOf(nia)).toBe('First')
  })

  test('names are decided in a bulk with texts, and left out where they changed', async () => {
    const [one, other] = [await known(), await known()]
    await choose(one, 'One')
    await choose(other, 'Other')
    const items = await Promise.all([one, other].map(async (who) => { const { id: itemId, version } = await waitingItem(who); return { itemId, version } }))
    await choose(other, 'Otherwise')
    const { bulkId } = await carryOut(startBulk, cast.mo, { action: 'approve', items })
    await continueBulk(bulkId)
    expect([await nameOf(one), await nameOf(other)]).toEqual(['One', 'nia'])
  })

  test('the proofs hold', async () => {
    expect((await verify()).filter(({ ok, name }) => !ok && name !== 'migrations')).toEqual([])
  })
})

describe('the database', () => {
  test('shows no reader’s name that was not approved, whoever writes it', async () => {
    const nia = await known()
    await expect(writer().person.update({ where: { id: nia.id }, data: { name: 'By hand' } })).rejects.toThrow()
    await choose(nia, 'By hand')
    await expect(writer().person.update({ where: { id: nia.id }, data: { name: 'By hand' } })).rejects.toThrow()
    await judge(cast.mo, nia, 'reject')
    await expect(writer().person.update({ where: { id: nia.id }, data: { name: 'By hand' } })).rejects.toThrow()
  })
})
