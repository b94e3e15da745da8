import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { carryOut, essayBy, makeCast, person, refusalOf, replyBy } from '../../cast.ts'
import { director, factsOf, film, filmFacts, judge, minutes, minutesOf, presentOf, propose, stateOf, versionOf } from './films.ts'
import { runCommand } from '#lib/command.ts'
import { postReply } from '#lib/comments/post-reply.ts'
import { publicReader, reader, writer } from '#lib/database.ts'
import { verify } from '#lib/integrity/verify.ts'
import { continueBulk } from '#lib/moderation/bulk/continue-bulk.ts'
import { startBulk } from '#lib/moderation/bulk/start-bulk.ts'
import { undoBulk } from '#lib/moderation/bulk/undo-bulk.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { readItem, readQueue } from '#lib/moderation/desk/read-queue.ts'
import { readChanges } from '#lib/moderation/live/read-changes.ts'
import { logFilter } from '#lib/moderation/log/log-filter.ts'
import { readLog } from '#lib/moderation/log/read-log.ts'
import { readStory } from '#lib/moderation/log/read-story.ts'
import { mailNotices } from '#lib/moderation/notices/mail-notices.ts'
import { readNotices } from '#lib/moderation/notices/read-notices.ts'
import { takeMail } from '#lib/moderation/notices/take-mail.ts'
import { proposeAndApprove } from '#lib/moderation/proposals/propose-and-approve.ts'
import { readOwnProposal } from '#lib/moderation/proposals/read-own-proposals.ts'
import { sendProposalAgain } from '#lib/moderation/proposals/send-proposal-again.ts'
import { withdrawProposal } from '#lib/moderation/proposals/withdraw-proposal.ts'
import { takeMeasure } from '#lib/people/take-measure.ts'
import { proposeChange } from '#lib/proposals/propose-change.ts'
import { lockField } from '#lib/works/lock-field.ts'
import { operator } from '#lib/viewer.ts'
import type { SignedIn } from '#lib/viewer.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
  // Of whom something was approved may send as much as they like.
  for (const who of [cast.rae, cast.nia]) await judge(cast.mo, await propose(who, (await film(cast.mo)).id, [minutes(97)]), 'approve')
})

const told = (who: SignedIn) => writer().notice.updateMany({ where: { personId: who.id, dueAt: { gt: new Date() } }, data: { dueAt: new Date() } })

async function card(itemId: string) {
  const item = await readItem(cast.mo, itemId)
  if (!item.ok) throw new Error(item.message)
  return item.value
}

describe('what somebody proposes', () => {
  test('waits in the queue with what was and what shall be; the work is as it was until it is approved', async () => {
    const work = await film(cast.mo)
    const { itemId, proposalId } = await propose(cast.rae, work.id, [minutes(97, 'https://example.org/reels')], 'I timed it.')
    const queue = await readQueue(cast.mo, { kind: 'proposal', person: cast.rae.handle })
    expect(queue.ok && queue.value.items.map(({ id }) => id)).toEqual([itemId])
    expect(await card(itemId)).toMatchObject({
      kind: 'proposal', noun: 'proposal', post: null, actions: ['approve', 'reject', 'return'], author: { name: 'rae' }, subject: { type: 'proposal', id: proposalId, state: 'held' },
      proposal: { slug: work.slug, isOld: false, comment: 'I timed it.', changes: [{ label: 'Running time', was: '96 minutes', now: '97 minutes', source: 'https://example.org/reels', fit: 'fits' }] },
    })
    expect(await minutesOf(work.id)).toBe(96)
    expect((await judge(cast.mo, { itemId }, 'approve')).ok).toBe(true)
    expect([await minutesOf(work.id), await stateOf(proposalId)]).toEqual([97, 'published'])
    expect((await factsOf(work.id))['runningTimes/aaaaaaaa']).toMatchObject({ source: 'https://example.org/reels', proposal: proposalId })
  })

  test('is found in the queue by its words', async () => {
    const work = await film(cast.mo)
    const { itemId } = await propose(cast.rae, work.id, [director('Quirina Oddsworth')])
    const found = await readQueue(cast.mo, { q: 'Oddsworth' })
    expect(found.ok && found.value.items.map(({ id }) => id)).toEqual([itemId])
  })

  test('may be a new work, which nobody sees before', async () => {
    const title = `The Weir ${randomUUID().slice(0, 8)}`
    const { itemId, proposalId } = await carryOut(proposeChange, cast.rae, { changes: filmFacts(title, minutes(80)) })
    expect(await publicReader().publishedWork.count({ where: { title } })).toBe(0)
    expect(await card(itemId)).toMatchObject({ proposal: { isNew: true, slug: null, title } })
    await judge(cast.mo, { itemId }, 'approve')
    const work = await publicReader().publishedWork.findFirstOrThrow({ where: { title } })
    expect(await reader().proposal.findUniqueOrThrow({ where: { id: proposalId }, select: { workId: true } })).toEqual({ workId: work.id })
  })

  test('is refused of somebody who may send one text in an hour, and says when', async () => {
    const work = await film(cast.mo)
    const slow = await person('sol', 'reader')
    await carryOut(takeMeasure, cast.mo, { handle: slow.handle, kind: 'slow', everySeconds: '3600', reason: 'Slowly.' })
    await propose(slow, work.id, [minutes(97)])
    expect(await refusalOf(proposeChange, slow, { workId: work.id, baseRevisionId: await presentOf(work.id), changes: [minutes(98)] })).toMatchObject({ code: 'too-many', retryAfterSeconds: expect.any(Number) })
  })

  test('of somebody new waits beside two others at most, whatever sort of text those are', async () => {
    const [work, essay, nia] = [await film(cast.mo), await essayBy(cast.ada), await person('nia', 'reader')]
    await replyBy(nia, essay.slug)
    await propose(nia, work.id, [minutes(97)])
    const { itemId } = await propose(nia, work.id, [director('Lia Moraes')])
    expect((await card(itemId)).findings).toMatchObject([{ rule: 'new-person' }])
    expect(await refusalOf(proposeChange, nia, { workId: work.id, baseRevisionId: await presentOf(work.id), changes: [minutes(98)] })).toMatchObject({ message: expect.stringMatching(/wait for a moderator already/) })
    expect(await refusalOf(postReply, nia, { slug: essay.slug, body: 'One more.', idempotencyKey: randomUUID() })).toMatchObject({ fields: { body: expect.stringMatching(/wait for a moderator already/) } })
  })

  test('names where its sources lead, so that a flood of one host is one group', async () => {
    const work = await film(cast.mo)
    const { itemId } = await propose(cast.rae, work.id, [minutes(97, 'https://www.casino.example/reels')])
    expect(await reader().reviewItem.findUniqueOrThrow({ where: { id: itemId }, select: { linkHosts: true } })).toEqual({ linkHosts: ['casino.example'] })
  })

  test('is refused of somebody who is suspended', async () => {
    const work = await film(cast.mo)
    const sol = await person('sol', 'reader')
    await carryOut(takeMeasure, cast.mo, { handle: sol.handle, kind: 'suspended', reason: 'Enough.' })
    expect(await refusalOf(proposeChange, sol, { workId: work.id, baseRevisionId: await presentOf(work.id), changes: [minutes(97)] })).toMatchObject({ code: 'forbidden' })
  })
})

describe('an old version', () => {
  test('is shown as such, and what still fits is made part of the work', async () => {
    const work = await film(cast.mo)
    const first = await propose(cast.rae, work.id, [minutes(97), director('Lia Moraes')])
    const second = await propose(cast.nia, work.id, [minutes(98)])
    await judge(cast.mo, second, 'approve')
    expect(await card(first.itemId)).toMatchObject({
      proposal: { isOld: true, changes: [{ label: 'Credits', fit: 'fits' }, { label: 'Running time', fit: 'stale', was: '96 minutes', now: '97 minutes', present: '98 minutes' }] },
    })
    expect((await judge(cast.noor, first, 'approve')).ok).toBe(true)
    expect(await minutesOf(work.id)).toBe(98)
    expect((await factsOf(work.id))['credits/bbbbbbbb']).toMatchObject({ value: { name: 'Lia Moraes' } })
  })

  test('of which nothing fits is refused with a clear sentence, and nothing is changed or logged', async () => {
    const work = await film(cast.mo)
    const first = await propose(cast.rae, work.id, [minutes(97)])
    await judge(cast.mo, await propose(cast.nia, work.id, [minutes(98)]), 'approve')
    expect(await judge(cast.noor, first, 'approve')).toMatchObject({ ok: false, code: 'conflict', message: expect.stringMatching(/changed since/) })
    expect([await stateOf(first.proposalId), await minutesOf(work.id), await reader().decision.count({ where: { reviewItemId: first.itemId } })]).toEqual(['held', 98, 0])
    expect((await judge(cast.noor, first, 'reject')).ok).toBe(true)
  })
})

describe('taking a decision back', () => {
  test('restores the facts exactly, and the proposal waits again', async () => {
    const work = await film(cast.mo)
    const before = await factsOf(work.id)
    const proposal = await propose(cast.rae, work.id, [minutes(97), director('Lia Moraes'), { key: 'pages', now: 12, source: 'the back' }])
    const decided = await judge(cast.mo, proposal, 'approve')
    if (!decided.ok) throw new Error(decided.message)
    await carryOut(undoDecision, cast.mo, { decisionId: decided.value.decisionId })
    expect([await factsOf(work.id), await stateOf(proposal.proposalId)]).toEqual([before, 'held'])
    expect(await publicReader().publishedWorkRevision.count({ where: { workId: work.id } })).toBe(1)
    expect((await judge(cast.noor, proposal, 'approve')).ok).toBe(true)
    expect(await minutesOf(work.id)).toBe(97)
  })

  test('of a proposal that made a work takes it from readers, and approving again brings it back to its address', async () => {
    const proposed = await carryOut(proposeChange, cast.rae, { changes: filmFacts() })
    const decided = await judge(cast.mo, proposed, 'approve')
    if (!decided.ok) throw new Error(decided.message)
    const { workId } = await reader().proposal.findUniqueOrThrow({ where: { id: proposed.proposalId }, select: { workId: true } })
    const { slug } = await publicReader().publishedWork.findUniqueOrThrow({ where: { id: workId ?? '' }, select: { slug: true } })
    await carryOut(undoDecision, cast.mo, { decisionId: decided.value.decisionId })
    expect(await publicReader().publishedWork.count({ where: { slug } })).toBe(0)
    expect(await publicReader().publishedWorkAddress.count({ where: { slug } })).toBe(0)
    expect((await judge(cast.mo, proposed, 'approve')).ok).toBe(true)
    expect(await publicReader().publishedWork.count({ where: { slug } })).toBe(1)
  })

  test('is refused when the work says something else there by now, and possible again when that is taken back', async () => {
    const work = await film(cast.mo)
    const first = await judge(cast.mo, await propose(cast.rae, work.id, [minutes(97)]), 'approve')
    const second = await judge(cast.mo, await propose(cast.nia, work.id, [minutes(98)]), 'approve')
    if (!first.ok || !second.ok) throw new Error('Not decided')
    expect(await refusalOf(undoDecision, cast.mo, { decisionId: first.value.decisionId })).toMatchObject({ code: 'conflict' })
    expect(await minutesOf(work.id)).toBe(98)
    await carryOut(undoDecision, cast.mo, { decisionId: second.value.decisionId })
    await carryOut(undoDecision, cast.mo, { decisionId: first.value.decisionId })
    expect(await minutesOf(work.id)).toBe(96)
  })

  test('leaves alone what others changed elsewhere in the work', async () => {
    const work = await film(cast.mo)
    const first = await judge(cast.mo, await propose(cast.rae, work.id, [minutes(97)]), 'approve')
    await judge(cast.mo, await propose(cast.nia, work.id, [director('Lia Moraes')]), 'approve')
    if (!first.ok) throw new Error('Not decided')
    await carryOut(undoDecision, cast.mo, { decisionId: first.value.decisionId })
    expect([await minutesOf(work.id), (await factsOf(work.id))['credits/bbbbbbbb']]).toMatchObject([96, { value: { name: 'Lia Moraes' } }])
  })
})

describe('sent back', () => {
  test('with a passage and words, mended by its proposer, and read again as another form of the same item', async () => {
    const work = await film(cast.mo)
    const { itemId, proposalId } = await propose(cast.rae, work.id, [minutes(97)])
    expect(await judge(cast.mo, { itemId }, 'return', { passage: 'no such words', reasonCode: '', reasonNote: 'Which print?' })).toMatchObject({ ok: false, fields: { passage: expect.any(String) } })
    expect((await judge(cast.mo, { itemId }, 'return', { passage: '97 minutes', reasonCode: '', reasonNote: 'Which print?' })).ok).toBe(true)
    const again = { proposalId, baseRevisionId: await presentOf(work.id), changes: [minutes(97, 'the print of 1998')], comment: 'The restored one.' }
    expect(await refusalOf(sendProposalAgain, cast.rae, again)).toMatchObject({ message: expect.stringMatching(/in hand/) })
    await told(cast.rae)
    expect(await refusalOf(sendProposalAgain, cast.nia, again)).toMatchObject({ code: 'not-found' })
    await carryOut(sendProposalAgain, cast.rae, again)
    expect(await refusalOf(sendProposalAgain, cast.rae, again)).toMatchObject({ code: 'conflict' })
    expect(await card(itemId)).toMatchObject({ state: 'waiting', proposal: { comment: 'The restored one.', changes: [{ source: 'the print of 1998' }] } })
    expect((await judge(cast.mo, { itemId }, 'approve')).ok).toBe(true)
    const log = await readLog(cast.mo, { filter: logFilter({ kind: 'proposal', person: cast.rae.handle, q: 'print' }) })
    expect(log.ok && log.value.entries.map(({ action, work: about }) => [action, about?.slug])).toEqual([['approve', work.slug], ['return', work.slug]])
    const story = await readStory(cast.mo, String(log.ok ? log.value.entries[0]?.seq : ''))
    expect(story.ok && story.value.events.map(({ what }) => what)).toEqual(['proposal', 'decision', 'proposal', 'decision'])
  })

  test('is mended against the facts as they are now, which is what its proposer sees', async () => {
    const work = await film(cast.mo)
    const { itemId, proposalId } = await propose(cast.rae, work.id, [minutes(97)])
    await judge(cast.mo, { itemId }, 'return')
    await judge(cast.noor, await propose(cast.nia, work.id, [minutes(98)]), 'approve')
    await told(cast.rae)
    const seen = await readOwnProposal(cast.rae, proposalId)
    expect(seen).toMatchObject({ facts: { isOld: true, changes: [{ fit: 'stale', present: '98 minutes' }] }, presentRevisionId: await presentOf(work.id) })
    await carryOut(sendProposalAgain, cast.rae, { proposalId, baseRevisionId: seen?.presentRevisionId ?? '', changes: [minutes(97, 'the print of 1998')], comment: '' })
    expect(await card(itemId)).toMatchObject({ proposal: { isOld: false, changes: [{ fit: 'fits', was: '98 minutes', now: '97 minutes' }] } })
    expect((await judge(cast.mo, { itemId }, 'approve')).ok).toBe(true)
    expect(await minutesOf(work.id)).toBe(97)
  })

  test('is not sent again about a field that was locked meanwhile', async () => {
    const work = await film(cast.mo)
    const { itemId, proposalId } = await propose(cast.rae, work.id, [minutes(97)])
    await judge(cast.mo, { itemId }, 'return')
    await carryOut(lockField, cast.mo, { workId: work.id, field: 'runningTimes', why: 'It is being looked up.' })
    await told(cast.rae)
    const again = { proposalId, baseRevisionId: await presentOf(work.id), changes: [minutes(97, 'the print of 1998')], comment: '' }
    expect(await refusalOf(sendProposalAgain, cast.rae, again)).toMatchObject({ fields: { 'runningTimes/aaaaaaaa': expect.stringMatching(/looked up/) } })
  })
})

describe('its proposer', () => {
  test('takes it back while nobody approved it, once', async () => {
    const work = await film(cast.mo)
    const { itemId, proposalId } = await propose(cast.rae, work.id, [minutes(97)])
    const version = await versionOf(itemId)
    expect(await refusalOf(withdrawProposal, cast.nia, { proposalId })).toMatchObject({ code: 'not-found' })
    expect(await carryOut(withdrawProposal, cast.rae, { proposalId })).toEqual({ takenBack: true })
    expect(await carryOut(withdrawProposal, cast.rae, { proposalId })).toEqual({ takenBack: false })
    expect(await refusalOf(decide, cast.mo, { itemId, version, action: 'approve' })).toMatchObject({ code: 'conflict', message: 'The writer has withdrawn this proposal.' })
    const approved = await propose(cast.rae, work.id, [minutes(97)])
    await judge(cast.mo, approved, 'approve')
    expect(await refusalOf(withdrawProposal, cast.rae, { proposalId: approved.proposalId })).toMatchObject({ code: 'conflict' })
  })

  test('is told of each verdict a minute later, on the site and by mail, and that it was taken back', async () => {
    const rae = await person('rae', 'reader')
    await writer().person.update({ where: { id: rae.id }, data: { email: `${rae.handle}@example.org`, emailVerifiedAt: new Date() } })
    const work = await film(cast.mo)
    const proposal = await propose(rae, work.id, [minutes(97)])
    await judge(cast.mo, proposal, 'reject')
    expect((await readNotices(rae, new Date())).notices).toEqual([])
    await told(rae)
    const { notices: [notice] } = await readNotices(rae, new Date())
    expect(notice).toMatchObject({ kind: 'verdict', on: 'proposal', action: 'reject', reason: 'We looked it up, and found it otherwise.', proposal: { id: proposal.proposalId, slug: work.slug } })
    await writer().notice.updateMany({ where: { personId: rae.id }, data: { mailDueAt: new Date(Date.now() - 1000) } })
    await carryOut(mailNotices, operator, { personId: rae.id })
    const { id } = await reader().mail.findFirstOrThrow({ where: { to: `${rae.handle}@example.org` }, select: { id: true } })
    const { mail = null } = await carryOut(takeMail, operator, { id })
    expect(mail?.subject).toBe('Your proposal was not approved')
    expect(mail?.text).toContain('We looked it up, and found it otherwise.')
    const rejected = await reader().decision.findFirstOrThrow({ where: { reviewItemId: proposal.itemId, action: 'reject' }, select: { id: true } })
    await carryOut(undoDecision, cast.mo, { decisionId: rejected.id })
    await told(rae)
    expect((await readNotices(rae, new Date())).notices[0]).toMatchObject({ kind: 'undone', proposal: { state: 'held' } })
  })
})

describe('a moderator', () => {
  test('changes a work at once by the same way: a proposal, its item and its decision', async () => {
    const work = await film(cast.mo)
    const made = await carryOut(proposeAndApprove, cast.noor, { workId: work.id, baseRevisionId: await presentOf(work.id), changes: [minutes(97)] })
    expect(await minutesOf(work.id)).toBe(97)
    expect(await reader().decision.findUniqueOrThrow({ where: { id: made.decisionId }, select: { action: true, byId: true } })).toEqual({ action: 'approve', byId: cast.noor.id })
    await carryOut(undoDecision, cast.noor, { decisionId: made.decisionId })
    expect([await minutesOf(work.id), await stateOf(made.proposalId)]).toEqual([96, 'held'])
    expect(await refusalOf(proposeAndApprove, cast.rae, { workId: work.id, baseRevisionId: await presentOf(work.id), changes: [minutes(98)] })).toMatchObject({ code: 'forbidden' })
  })
})

describe('many at once', () => {
  test('are approved and taken back as a bulk; what fits no more is left out with its reason', async () => {
    const [one, other] = [await film(cast.mo), await film(cast.mo)]
    const proposals = [await propose(cast.rae, one.id, [minutes(97)]), await propose(cast.rae, other.id, [minutes(97)]), await propose(cast.nia, other.id, [minutes(98)])]
    const items = await Promise.all(proposals.map(async ({ itemId }) => ({ itemId, version: await versionOf(itemId) })))
    const { bulkId } = await carryOut(startBulk, cast.mo, { action: 'approve', items })
    await continueBulk(bulkId)
    expect([await minutesOf(one.id), await minutesOf(other.id)]).toEqual([97, 97])
    expect(await reader().bulkItem.findMany({ where: { bulkId, state: 'skipped' }, select: { why: true } })).toEqual([{ why: expect.stringMatching(/changed since/) }])
    const { bulkId: undoing } = await carryOut(undoBulk, cast.mo, { bulkId })
    await continueBulk(undoing)
    expect([await minutesOf(one.id), await minutesOf(other.id)]).toEqual([96, 96])
  })
})

describe('at the same moment', () => {
  test('fifty pairs of opposite decisions: fifty winners, fifty told, fifty rows', async () => {
    const work = await film(cast.mo)
    const proposals = []
    for (let index = 0; index < 50; index++) proposals.push(await propose(await person('rae', 'reader'), work.id, [{ key: `otherTitles/${String(index).padStart(8, 'c')}`, now: { title: `Title ${index}` }, source: 'a poster' }]))
    const outcomes = await Promise.all(proposals.map(async (proposal) => Promise.all([judge(cast.mo, proposal, 'approve'), judge(cast.noor, proposal, 'reject')])))
    expect(outcomes.map((pair) => pair.filter(({ ok }) => ok).length)).toEqual(outcomes.map(() => 1))
    expect(await reader().decision.count({ where: { reviewItemId: { in: proposals.map(({ itemId }) => itemId) } } })).toBe(50)
    const approved = outcomes.filter(([first]) => first.ok).length
    expect(Object.keys(await factsOf(work.id)).filter((key) => key.startsWith('otherTitles/'))).toHaveLength(approved)
  })

  test('two proposals for one fact: one of them is what the work says, the other is told that it changed', async () => {
    for (let round = 0; round < 10; round++) {
      const work = await film(cast.mo)
      const pair = [await propose(cast.rae, work.id, [minutes(97)]), await propose(cast.nia, work.id, [minutes(98)])]
      const outcomes = await Promise.all(pair.map((proposal, place) => judge(place === 0 ? cast.mo : cast.noor, proposal, 'approve')))
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
      expect(await minutesOf(work.id)).toBe(outcomes[0]?.ok ? 97 : 98)
    }
  })

  test('approving and taking back: what is withdrawn is never part of a work', async () => {
    for (let round = 0; round < 10; round++) {
      const work = await film(cast.mo)
      const proposal = await propose(cast.rae, work.id, [minutes(97)])
      const [approved, withdrawn] = await Promise.all([judge(cast.mo, proposal, 'approve'), runCommand(withdrawProposal, cast.rae, { proposalId: proposal.proposalId })])
      expect([approved.ok, withdrawn.ok].filter(Boolean)).toHaveLength(1)
      expect(await minutesOf(work.id)).toBe(approved.ok ? 97 : 96)
    }
  })
})

test('open desks hear of a proposal and how it stands, and everything that must be true is', async () => {
  const work = await film(cast.mo)
  const { itemId } = await propose(cast.rae, work.id, [minutes(97)])
  const news = await readChanges(cast.mo, { ids: [itemId] })
  expect(news.ok && news.value.items).toMatchObject([{ id: itemId, kind: 'proposal', commentState: 'held', revision: expect.any(String) }])
  expect((await verify()).filter(({ ok }) => !ok)).toEqual([])
})
