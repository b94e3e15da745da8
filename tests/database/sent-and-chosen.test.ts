import { afterAll, describe, expect, test } from 'vitest'
import { moves } from '#lib/comments/states.ts'
import { database, inTransaction, value, verdict } from './fenced-database.ts'
import { commentStates, makeCommentIn, makePerson, makePost, makePostRevision, makePublishedComment } from './written-by-hand.ts'
import type { CommentState } from './written-by-hand.ts'

// What readers send that is no reply, and what they want to be called, has the fence that replies have: no hand gets around it.

afterAll(() => database.end())

const legal = new Set(moves.map(({ from, to }) => `${from} ${to}`))
const pairs = commentStates.flatMap((from) => commentStates.filter((to) => to !== from).map((to) => [from, to] as const))

/** Moves that lead to a state. */
const ways: Record<CommentState, CommentState[]> = { held: [], published: ['published'], returned: ['returned'], rejected: ['rejected'], hidden: ['published', 'hidden'], withdrawn: ['withdrawn'] }

type Sent = { id: string; text: string }

async function sendEssay(): Promise<Sent & { post: string }> {
  const person = await makePerson()
  const post = await makePost({ state: 'draft' })
  const text = await makePostRevision(post, 'As it was sent')
  const id = await value<string>('INSERT INTO guest_post (id, post_id, person_id, current_revision_id, sent_at) VALUES (gen_random_uuid(), $1, $2, $3, now()) RETURNING id', [post, person, text])
  return { id, text, post }
}

const moveEssay = `UPDATE guest_post SET state = $2::comment_state, approved_revision_id = CASE WHEN $2 IN ('published', 'hidden') THEN current_revision_id END WHERE id = $1`
const moveProposal = 'UPDATE proposal SET state = $2::comment_state WHERE id = $1'
const makeProposal = () => value<string>('INSERT INTO proposal (id, person_id, proposed_at) VALUES (gen_random_uuid(), $1, now()) RETURNING id', [null])

const kinds = [
  ['an essay that was sent', async () => (await sendEssay()).id, moveEssay],
  ['a proposal', makeProposal, moveProposal],
] as const

describe.each(kinds)('%s', (_, make, move) => {
  test.each(pairs)('goes from %s to %s only where a reply does', async (from, to) => {
    const id = await make()
    for (const state of ways[from]) expect(await verdict(move, [id, state])).toBe('done')
    expect(await verdict(move, [id, to])).toBe(legal.has(`${from} ${to}`) ? 'done' : 'AW003')
  })
})

test.each(commentStates.filter((state) => state !== 'held'))('nothing that is sent or chosen is %s from the beginning', async (state) => {
  const person = await makePerson()
  const post = await makePost({ state: 'draft' })
  const text = await makePostRevision(post, 'A')
  expect(await verdict(`INSERT INTO guest_post (id, post_id, current_revision_id, sent_at, state) VALUES (gen_random_uuid(), $1, $2, now(), $3::comment_state)`, [post, text, state])).toBe('AW001')
  expect(await verdict(`INSERT INTO proposal (id, proposed_at, state) VALUES (gen_random_uuid(), now(), $1::comment_state)`, [state])).toBe('AW001')
  expect(await verdict(`INSERT INTO chosen_name (id, person_id, name, chosen_at, state) VALUES (gen_random_uuid(), $1, 'Nia', now(), $2::comment_state)`, [person, state])).toBe('AW001')
})

describe('an essay that a reader sent', () => {
  const show = `UPDATE post SET state = 'published', published_revision_id = $2, published_at = now() WHERE id = $1`

  test('is before nobody’s eyes until it is approved, in whichever state it is put', async () => {
    const { post, text, id } = await sendEssay()
    for (const state of ['published', 'unlisted', 'scheduled']) {
      expect(await verdict(`UPDATE post SET state = $3::post_state, published_revision_id = $2, published_at = now(), publish_at = now() WHERE id = $1`, [post, text, state])).toBe('AW001')
    }
    expect(await verdict(moveEssay, [id, 'published'])).toBe('done')
    expect(await verdict(show, [post, text])).toBe('done')
  })

  test('shows no other text than the approved one', async () => {
    const { post, text, id } = await sendEssay()
    await verdict(moveEssay, [id, 'published'])
    await verdict(show, [post, text])
    expect(await verdict('UPDATE post SET published_revision_id = $2 WHERE id = $1', [post, await makePostRevision(post, 'Another')])).toBe('AW001')
  })

  test('is approved with a text, and by nothing else', async () => {
    const { id } = await sendEssay()
    expect(await verdict(`UPDATE guest_post SET state = 'published' WHERE id = $1`, [id])).toBe('AW001')
    expect(await verdict('UPDATE guest_post SET approved_revision_id = current_revision_id WHERE id = $1', [id])).toBe('AW001')
  })
})

describe('a name', () => {
  const choose = (person: string) => value<string>(`INSERT INTO chosen_name (id, person_id, name, chosen_at) VALUES (gen_random_uuid(), $1, 'Nia Prosser', now()) RETURNING id`, [person])

  async function known(): Promise<string> {
    const person = await makePerson({ name: 'Nia' })
    await makePublishedComment(await makePost(), { authorId: person })
    return person
  }

  test('of somebody whom readers know is put on when it was approved, and not before', async () => {
    const person = await known()
    const name = await choose(person)
    const putOn = () => verdict(`UPDATE person SET name = 'Nia Prosser' WHERE id = $1`, [person])
    expect(await putOn()).toBe('AW001')
    expect(await verdict(`UPDATE chosen_name SET state = 'published', former = 'Nia' WHERE id = $1`, [name])).toBe('done')
    expect(await putOn()).toBe('done')
  })

  test('of somebody whose only comment was taken down waits as well: readers knew it', async () => {
    const person = await makePerson({ name: 'Nia' })
    await makeCommentIn('hidden', await makePost(), { authorId: person })
    expect(await verdict(`UPDATE person SET name = 'Nia Prosser' WHERE id = $1`, [person])).toBe('AW001')
  })

  test('is never another one', async () => {
    expect(await verdict(`UPDATE chosen_name SET name = 'Somebody else' WHERE id = $1`, [await choose(await known())])).toBe('AW001')
  })

  test.each(['returned', 'hidden'])('is never %s', async (state) => {
    expect(await verdict('UPDATE chosen_name SET state = $2::comment_state WHERE id = $1', [await choose(await known()), state])).toBe('AW001')
  })

  test.each(['published', 'rejected'])('that was %s waits again only where that is taken back', async (state) => {
    const name = await choose(await known())
    await database.query('UPDATE chosen_name SET state = $2::comment_state WHERE id = $1', [name, state])
    const again = `UPDATE chosen_name SET state = 'held' WHERE id = '${name}'`
    expect(await verdict(again)).toBe('AW001')
    const undone = await inTransaction(async (client) => {
      await client.query(`SET LOCAL afterword.undoing = 'yes'`)
      return (await client.query(again)).rowCount
    })
    expect(undone).toBe(1)
  })
})

test('a draft that was deleted comes before nobody, and is sent by nobody', async () => {
  const post = await makePost({ state: 'draft' })
  const [text, sent] = [await makePostRevision(post, 'Given up'), await makePostRevision(post, 'Sent all the same')]
  await database.query('INSERT INTO deleted_draft (post_id, revision_id, deleted_at) VALUES ($1, $2, now())', [post, text])
  for (const state of ['published', 'unlisted', 'scheduled']) {
    expect(await verdict(`UPDATE post SET state = $3::post_state, published_revision_id = $2, published_at = now(), publish_at = now() WHERE id = $1`, [post, text, state])).toBe('AW001')
  }
  expect(await verdict('INSERT INTO guest_post (id, post_id, current_revision_id, sent_at) VALUES (gen_random_uuid(), $1, $2, now())', [post, sent])).toBe('AW001')
})

describe('a work', () => {
  const makeWork = () => value<string>(`INSERT INTO work (id, slug) VALUES (gen_random_uuid(), 'by-hand-' || gen_random_uuid()) RETURNING id`)
  const revise = `INSERT INTO work_revision (id, work_id, number, facts, changes, reason, proposal_id, created_at)
    VALUES (gen_random_uuid(), $1, 1, '{"facts":{},"locks":{}}', '[]', 'proposal', $2, now())`

  test('takes nothing that was proposed, or approved, for another', async () => {
    const [work, other] = [await makeWork(), await makeWork()]
    const approved = await value<string>('INSERT INTO proposal (id, work_id, proposed_at) VALUES (gen_random_uuid(), $1, now()) RETURNING id', [work])
    expect(await verdict(moveProposal, [approved, 'published'])).toBe('done')
    expect(await verdict(revise, [other, approved])).toBe('AW001')
    const facts = await value<string>(`${revise} RETURNING id`, [work, approved])
    const show = 'UPDATE work SET current_revision_id = $2 WHERE id = $1'
    expect(await verdict(show, [other, facts])).toBe('AW001')
    expect(await verdict(show, [work, facts])).toBe('done')
    const said = await value<string>(
      `INSERT INTO proposal_revision (id, proposal_id, changes, text, reason, created_at) VALUES (gen_random_uuid(), $1, '[]', '', 'submitted', now()) RETURNING id`, [approved])
    expect(await verdict('UPDATE proposal SET current_revision_id = $2 WHERE id = $1', [await makeProposal(), said])).toBe('AW001')
  })

  test('leads to one that stands by itself', async () => {
    const [first, second, third] = [await makeWork(), await makeWork(), await makeWork()]
    const lead = 'UPDATE work SET merged_into_id = $2 WHERE id = $1'
    expect(await verdict(lead, [second, third])).toBe('done')
    expect(await verdict(lead, [first, second])).toBe('AW001')
  })
})

test('facts of a work are those of a proposal that was approved', async () => {
  const facts = await inTransaction(async (client) => {
    const { rows: [work] } = await client.query(`INSERT INTO work (id, slug) VALUES (gen_random_uuid(), 'the-ferry-by-hand') RETURNING id`)
    const { rows: [proposal] } = await client.query('INSERT INTO proposal (id, work_id, proposed_at) VALUES (gen_random_uuid(), $1, now()) RETURNING id', [work?.id])
    await client.query(
      `INSERT INTO work_revision (id, work_id, number, facts, changes, reason, proposal_id, created_at) VALUES (gen_random_uuid(), $1, 1, '{"facts":{},"locks":{}}', '[]', 'proposal', $2, now())`,
      [work?.id, proposal?.id])
    return client.query('SET CONSTRAINTS ALL IMMEDIATE').then(() => 'done', (error) => error.code)
  })
  expect(facts).toBe('AW001')
})
