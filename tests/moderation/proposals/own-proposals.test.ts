import { beforeAll, describe, expect, test } from 'vitest'
import { carryOut, makeCast, person } from '../../cast.ts'
import { director, film, filmFacts, judge, minutes, propose } from './films.ts'
import { writer } from '#lib/database.ts'
import { besideMended, mendedChanges, mendFields } from '#lib/moderation/proposals/mended-changes.ts'
import { readOwnProposal, readOwnProposals } from '#lib/moderation/proposals/read-own-proposals.ts'
import { withdrawProposal } from '#lib/moderation/proposals/withdraw-proposal.ts'
import { proposeChange } from '#lib/proposals/propose-change.ts'
import type { SignedIn } from '#lib/viewer.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
})

const told = (who: SignedIn) => writer().notice.updateMany({ where: { personId: who.id }, data: { dueAt: new Date(Date.now() - 1000) } })

async function statesOf(who: SignedIn) {
  return (await readOwnProposals(who))?.proposals.map(({ state, reason }) => [state, reason])
}

describe('own proposals', () => {
  test('stand newest first with what became of each; what was decided a moment ago still waits', async () => {
    const rae = await person('rae', 'reader')
    const work = await film(cast.mo)
    const first = await propose(rae, work.id, [minutes(97)])
    const second = await propose(rae, work.id, [director('Lia Moraes')])
    const third = await carryOut(proposeChange, rae, { changes: filmFacts('The Weir') })
    await carryOut(withdrawProposal, rae, { proposalId: third.proposalId })
    await judge(cast.mo, first, 'approve')
    await judge(cast.mo, second, 'reject')
    expect(await statesOf(rae)).toEqual([['withdrawn', ''], ['held', ''], ['published', '']])
    expect((await readOwnProposals(rae))?.proposals[1]).toMatchObject({ about: ['Credits'], waiting: { beingRead: true } })
    await told(rae)
    expect(await statesOf(rae)).toEqual([['withdrawn', ''], ['rejected', 'We looked it up, and found it otherwise.'], ['published', '']])
    expect((await readOwnProposals(rae))?.proposals.map(({ title, slug }) => [title, slug])[0]).toEqual(['The Weir', null])
  })

  test('are nobody else’s', async () => {
    const work = await film(cast.mo)
    const { proposalId } = await propose(cast.rae, work.id, [minutes(97)])
    expect(await readOwnProposal(cast.nia, proposalId)).toBeNull()
    expect(await readOwnProposal(cast.mo, proposalId)).toBeNull()
    expect(await readOwnProposal(cast.rae, proposalId)).toMatchObject({ state: 'held', facts: { changes: [{ now: '97 minutes' }] } })
  })

  test('tell the passage that a return is about', async () => {
    const rae = await person('rae', 'reader')
    const work = await film(cast.mo)
    const proposal = await propose(rae, work.id, [minutes(97)])
    await judge(cast.mo, proposal, 'return', { passage: '97 minutes', reasonCode: '', reasonNote: 'Which print?' })
    await told(rae)
    expect(await readOwnProposal(rae, proposal.proposalId)).toMatchObject({ state: 'returned', passage: '97 minutes', reason: 'Which print?' })
  })
})

describe('mending', () => {
  const changes = [
    { key: 'runningTimes/aaaaaaaa', was: null, now: { value: { minutes: 97, version: '' }, source: 'a poster' } },
    { key: 'title', was: { value: 'Weir', source: 'a' }, now: { value: 'The Weir', source: 'b' } },
    { key: 'pages', was: { value: 12, source: 'a' }, now: null },
  ]

  test('gives each part of a fact a field, and takes them back as they were when nothing is typed', () => {
    expect(changes.map((change, index) => mendFields(change, index).map(({ name, value }) => [name, value]))).toEqual([
      [['changes.0.now.minutes', '97'], ['changes.0.now.version', '']], [['changes.1.now', 'The Weir']], [],
    ])
    expect(mendedChanges(changes, {}).map(({ key, now, source }) => ({ key, now, source }))).toEqual([
      { key: 'runningTimes/aaaaaaaa', now: { minutes: 97, version: '' }, source: 'a poster' }, { key: 'title', now: 'The Weir', source: 'b' }, { key: 'pages', now: null, source: '' },
    ])
  })

  test('takes what was typed, leaves out what was ticked, and says what is wrong beside the right field', () => {
    const sent = mendedChanges(changes, { 'changes.0.leave': 'yes', 'changes.1.now': 'A Weir', 'changes.1.source': 'the spine' })
    expect(sent.map(({ now, source }) => [now, source])).toEqual([['A Weir', 'the spine'], [null, '']])
    expect(besideMended({ 'changes.0.now': 'Too long.', 'title.source': 'From where?', comment: 'Why?' }, sent)).toEqual({ 'changes.1.now': 'Too long.', 'changes.1.source': 'From where?', comment: 'Why?' })
    expect(mendedChanges(changes, { 'changes.0.now.minutes': 'many' })[0]?.now).toMatchObject({ minutes: 'many' })
  })
})
