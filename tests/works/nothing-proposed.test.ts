import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { carryOut, makeCast, person } from '../cast.ts'
import { database, rows } from '../database/fenced-database.ts'
import { factsOf, film, filmFacts, judge, presentOf, propose } from '../moderation/proposals/films.ts'
import type { Proposed, Wanted } from '../moderation/proposals/films.ts'
import { writer } from '#lib/database.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { sendProposalAgain } from '#lib/moderation/proposals/send-proposal-again.ts'
import { withdrawProposal } from '#lib/moderation/proposals/withdraw-proposal.ts'
import { proposeChange } from '#lib/proposals/propose-change.ts'
import { findWorks } from '#lib/works/find-works.ts'
import { readWorkHistory } from '#lib/works/read-work-history.ts'

afterAll(() => database.end())

let cast: Awaited<ReturnType<typeof makeCast>>
let views: string[]
beforeAll(async () => {
  cast = await makeCast()
  // Of whom something was approved may send as much as they like.
  await judge(cast.mo, await propose(cast.rae, (await film(cast.mo)).id, [{ key: 'pages', now: 4, source: 'a book' }]), 'approve')
  const found = await rows(`SELECT relname AS name FROM pg_class WHERE relkind = 'v' AND relname LIKE 'published\\_%' ORDER BY 1`)
  views = found.map(({ name }) => String(name))
})

/** A word that stands nowhere else. */
const canary = () => `canary${randomUUID().replaceAll('-', '').slice(0, 16)}`

/** The public views in which a word stands, in whatever column. */
async function seenIn(word: string): Promise<string[]> {
  const seen: string[] = []
  for (const view of views) if ((await rows(`SELECT 1 FROM ${view} v WHERE v::text ILIKE $1 LIMIT 1`, [`%${word}%`])).length > 0) seen.push(view)
  return seen
}

/** Everything that a proposal can say has the word. */
function wordy(word: string): Wanted[] {
  return [
    { key: 'credits/cccccccc', now: { role: 'cast', name: `Name ${word}`, as: `As ${word}` }, source: `Source ${word}` },
    { key: 'synopses/cccccccc', now: { kind: 'outline', text: `Told ${word}.` }, source: '' },
    { key: 'otherTitles/cccccccc', now: { title: `Called ${word}` }, source: `Source ${word}` },
  ]
}

async function proposed(word: string, who = cast.rae): Promise<Proposed & { workId: string }> {
  const work = await film(cast.mo)
  return { ...(await propose(who, work.id, wordy(word), `Comment ${word}`)), workId: work.id }
}

const ways: Record<string, (word: string) => Promise<unknown>> = {
  'waits': (word) => proposed(word),
  'was returned': async (word) => judge(cast.mo, await proposed(word), 'return', { reasonNote: `Note ${word}` }),
  'was rejected': async (word) => judge(cast.mo, await proposed(word), 'reject', { reasonNote: `Note ${word}` }),
  'was taken back': async (word) => carryOut(withdrawProposal, cast.rae, { proposalId: (await proposed(word)).proposalId }),
  'was approved and undone': async (word) => {
    const { itemId } = await proposed(word)
    const approved = await judge(cast.mo, { itemId }, 'approve')
    if (!approved.ok) throw new Error(approved.message)
    await carryOut(undoDecision, cast.mo, { decisionId: approved.value.decisionId })
  },
  'is a new work that waits': (word) => carryOut(proposeChange, cast.rae, { changes: filmFacts(`The ${word}`, ...wordy(word)), comment: word }),
  'is a new work that was approved and undone': async (word) => {
    const { itemId } = await carryOut(proposeChange, cast.rae, { changes: filmFacts(`The ${word}`, ...wordy(word)), comment: word })
    const approved = await judge(cast.mo, { itemId }, 'approve')
    if (!approved.ok) throw new Error(approved.message)
    await carryOut(undoDecision, cast.mo, { decisionId: approved.value.decisionId })
  },
  'was mended after a return': async (word) => {
    const { itemId, proposalId, workId } = await proposed(word)
    await judge(cast.mo, { itemId }, 'return')
    await writer().notice.updateMany({ where: { personId: cast.rae.id }, data: { dueAt: new Date(Date.now() - 1000) } })
    const changes = [{ key: 'credits/cccccccc', now: { role: 'cast', name: 'Somebody Else' }, source: 'the end titles' }]
    const again = await carryOut(sendProposalAgain, cast.rae, { proposalId, baseRevisionId: await presentOf(workId), changes, comment: '' })
    expect(again).toBeTruthy()
    expect((await judge(cast.mo, { itemId }, 'approve')).ok).toBe(true)
  },
}

describe('what is only proposed stands in no view of what is public', () => {
  test.each(Object.keys(ways))('when it %s', async (way) => {
    const word = canary()
    await ways[way]?.(word)
    expect(await seenIn(word)).toEqual([])
    expect(await findWorks(word)).toEqual([])
  })

  test('and does where it was approved, so that the views are looked at', async () => {
    const word = canary()
    const { itemId, workId } = await proposed(word)
    await judge(cast.mo, { itemId }, 'approve')
    expect(await seenIn(word)).toEqual(['published_work', 'published_work_revision', 'published_work_search'])
    expect(JSON.stringify(await factsOf(workId))).toContain(word)
    expect((await readWorkHistory(workId, undefined))?.changes[0]).toMatchObject({ by: { name: 'rae' }, note: `Comment ${word}` })
  })
})

describe('who proposes', () => {
  test('is in no view before something of theirs was approved, and not after it was undone', async () => {
    const who = await person(canary(), 'reader')
    const { itemId } = await proposed(canary(), who)
    expect(await seenIn(who.handle)).toEqual([])
    const approved = await judge(cast.mo, { itemId }, 'approve')
    expect(await seenIn(who.handle)).toEqual(['published_person', 'published_person_search'])
    if (approved.ok) await carryOut(undoDecision, cast.mo, { decisionId: approved.value.decisionId })
    expect(await seenIn(who.handle)).toEqual([])
  })
})

describe('the database', () => {
  test('takes no revision of a proposal that is not approved', async () => {
    const { proposalId, workId } = await proposed(canary())
    const insert = `INSERT INTO work_revision (id, work_id, number, facts, changes, reason, proposal_id, created_at)
      SELECT gen_random_uuid(), $1::uuid, 99, '{}', '[]', 'proposal', $2::uuid, now()`
    await expect(rows(insert, [workId, proposalId])).rejects.toThrow('only an approved proposal changes a work')
  })

  test('changes no revision, address or proposal once it is there', async () => {
    await proposed(canary())
    for (const statement of [
      `UPDATE work_revision SET facts = '{}'`, 'DELETE FROM work_revision', `UPDATE work_address SET slug = 'x'`, 'DELETE FROM work_address', `UPDATE proposal_revision SET comment = 'x'`,
      'DELETE FROM proposal_revision', 'DELETE FROM proposal', 'DELETE FROM work', `UPDATE revision_work SET role = 'mention'`,
    ]) await expect(rows(statement), statement).rejects.toThrow(/not allowed|never changed/)
  })
})
