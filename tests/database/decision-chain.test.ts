import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { database, inTransaction, rows, value, verdict } from './fenced-database.ts'
import { decideSql, makeComment, makeItem, makePerson, makePost } from './written-by-hand.ts'

let item: string
let moderator: string
beforeAll(async () => {
  const post = await makePost()
  item = await makeItem(post, await makeComment(post))
  moderator = await makePerson({ role: 'moderator' })
})
afterAll(() => database.end())

const decide = (note = '') => value<string>(decideSql, [item, moderator, note])

const readChain = () => rows('SELECT seq::integer, previous_hash, hash FROM decision ORDER BY seq')

function expectUnbroken(chain: Awaited<ReturnType<typeof readChain>>) {
  let previous: Buffer = Buffer.alloc(0)
  for (const [index, link] of chain.entries()) {
    expect(link.seq).toBe(index + 1)
    expect(link.previous_hash).toEqual(previous)
    previous = link.hash as Buffer
  }
}

test('twenty decisions at once make one chain without gaps', async () => {
  await Promise.all(Array.from({ length: 20 }, () => decide()))
  const chain = await readChain()
  expect(chain.length).toBeGreaterThanOrEqual(20)
  expectUnbroken(chain)
})

test('several decisions of one statement follow one another', async () => {
  const before = (await readChain()).length
  await database.query(
    `INSERT INTO decision (id, review_item_id, item_version, action, by_id, at)
     SELECT gen_random_uuid(), $1, 1, 'approve', $2, now() FROM generate_series(1, 5)`,
    [item, moderator],
  )
  const chain = await readChain()
  expect(chain.length).toBe(before + 5)
  expectUnbroken(chain)
})

test('a decision that was taken back leaves no gap', async () => {
  await inTransaction((client) => client.query(decideSql, [item, moderator, '']))
  await decide()
  expectUnbroken(await readChain())
})

test('each hash is made of the row and the hash before it', async () => {
  const id = await decide('It repeats the post, “word for word” — ünïcode too.')
  const made = await rows(
    `SELECT d.previous_hash, d.hash, jsonb_build_array(d.seq, d.id, d.review_item_id, d.item_version, d.comment_revision_id, d.action,
       d.from_state, d.to_state, d.reason_code, d.reason_note, d.by_id, (extract(epoch FROM d.at) * 1000)::bigint, d.undoes_id, d.before)::text AS said
     FROM decision d WHERE id = $1`,
    [id],
  )
  const { previous_hash: previous, hash, said } = made[0] as { previous_hash: Buffer; hash: Buffer; said: string }
  expect(said).toContain('word for word')
  expect(createHash('sha256').update(previous).update(said).digest()).toEqual(hash)
})

test('number and hashes are the database’s, whatever the insert says', async () => {
  const id = randomUUID()
  await database.query(
    `INSERT INTO decision (id, seq, previous_hash, hash, review_item_id, item_version, action, by_id, at)
     VALUES ($1, 999999, 'a', 'b', $2, 1, 'approve', $3, now())`,
    [id, item, moderator],
  )
  expectUnbroken(await readChain())
})

describe('a decision', () => {
  const columns = ['action', 'reason_note', 'by_id', 'at', 'seq', 'hash', 'previous_hash', 'review_item_id', 'item_version', 'before', 'undoes_id']
  test.each(columns)('keeps its %s', async (column) => {
    await decide()
    expect(await verdict(`UPDATE decision SET ${column} = ${column}`)).toBe('AW001')
  })

  test('is taken back once', async () => {
    const undone = await decide()
    const undo = `INSERT INTO decision (id, review_item_id, item_version, action, by_id, at, undoes_id)
      VALUES (gen_random_uuid(), $1, 2, 'undo', $2, now(), $3)`
    expect(await verdict(undo, [item, moderator, undone])).toBe('done')
    expect(await verdict(undo, [item, moderator, undone])).toBe('23505')
  })

  test('is not made in a transaction that cannot see the newest one', async () => {
    const old = await database.connect()
    await old.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM decision')
    await decide()
    const late = await old.query(decideSql, [item, moderator, '']).then(() => 'done', (error) => error.code)
    await old.query('ROLLBACK')
    old.release()
    expect(late).toBe('23505')
  })
})

test('events of the audit log are never changed', async () => {
  await database.query(`INSERT INTO audit_event (id, at, command) VALUES (gen_random_uuid(), now(), 'decide')`)
  expect(await verdict(`UPDATE audit_event SET command = 'post-reply'`)).toBe('AW001')
})
