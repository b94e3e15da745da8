import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { database, inTransaction, rows, value, verdict } from './fenced-database.ts'
import { makeComment, makePost, makePublishedComment } from './written-by-hand.ts'

afterAll(() => database.end())

test('a level of a path is the shorter the smaller its number, and bytes sort as numbers do', async () => {
  const lengths = await rows(
    'SELECT n, octet_length(path_level(n)) AS bytes FROM unnest($1::integer[]) n',
    [[1, 127, 128, 16511, 16512, 2113663, 2113664, 538984575]],
  )
  expect(lengths.map(({ bytes }) => bytes)).toEqual([1, 1, 2, 2, 3, 3, 4, 4])
  const disorder = `SELECT count(*)::integer FROM (
      SELECT path_level(n) AS here, lag(path_level(n)) OVER (ORDER BY n) AS before FROM (
        SELECT generate_series(0, 20000) UNION SELECT generate_series(2113000, 2114000) UNION SELECT generate_series(538984000, 538984575)
      ) numbers (n)) pairs
    WHERE here <= before OR substring(here FOR octet_length(before)) = before`
  expect(await value(disorder)).toBe(0)
})

/** A tree as a list: each number says after which earlier comment (0: the post) the next one is written. */
const trees = fc.array(fc.nat(), { minLength: 1, maxLength: 40 }).map((picks) => picks.map((pick, index) => pick % (index + 1)))

test('byte order of paths is reading order: a comment, then its replies, oldest first', async () => {
  await fc.assert(
    fc.asyncProperty(trees, async (parents) => {
      const post = await makePost()
      const ids: string[] = []
      for (const parent of parents) {
        ids.push(await makePublishedComment(post, { parentId: parent === 0 ? null : ids[parent - 1] ?? null }))
      }
      const read = await rows('SELECT id, depth, root_id FROM comment WHERE post_id = $1 ORDER BY path', [post])
      expect(read.map(({ id, depth, root_id: root }) => ({ id, depth, root }))).toEqual(depthFirst(parents, ids))
    }),
    { numRuns: 40 },
  )
})

function depthFirst(parents: number[], ids: string[]) {
  const repliesTo = (parent: number) => parents.flatMap((each, index) => (each === parent ? [index + 1] : []))
  const walk = (comment: number, depth: number, root: number): { id: string; depth: number; root: string }[] => [
    { id: ids[comment - 1] ?? '', depth, root: ids[root - 1] ?? '' },
    ...repliesTo(comment).flatMap((reply) => walk(reply, depth + 1, root)),
  ]
  return repliesTo(0).flatMap((top) => walk(top, 0, top))
}

test.each([126, 16510, 2113662])('order holds where the number after %i takes one more byte', async (start) => {
  const post = await makePost()
  await database.query('UPDATE thread SET next_ordinal = $2 WHERE post_id = $1', [post, start])
  const first = await makePublishedComment(post)
  await database.query('UPDATE comment SET next_child_ordinal = $2 WHERE id = $1', [first, start])
  const written: string[] = [first]
  for (let reply = 0; reply < 4; reply++) {
    const id = await makePublishedComment(post, { parentId: first })
    written.push(id, await makePublishedComment(post, { parentId: id }))
  }
  for (let top = 0; top < 3; top++) written.push(await makePublishedComment(post))
  const read = await rows('SELECT id FROM comment WHERE post_id = $1 ORDER BY path', [post])
  expect(read.map(({ id }) => id)).toEqual(written)
})

test('twenty comments and twenty replies sent at once each get a place of their own', async () => {
  const post = await makePost()
  const parent = await makePublishedComment(post)
  await Promise.all(Array.from({ length: 40 }, (_, index) => makeComment(post, { parentId: index % 2 ? parent : null })))
  const ordinals = await rows('SELECT depth, array_agg(ordinal ORDER BY ordinal) AS taken FROM comment WHERE post_id = $1 GROUP BY depth ORDER BY depth', [post])
  expect(ordinals[0]?.taken).toEqual(Array.from({ length: 21 }, (_, index) => index + 1))
  expect(ordinals[1]?.taken).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
})

test('a thousand levels are accepted, one more is refused', async () => {
  const post = await makePost()
  await inTransaction(async (client) => {
    await client.query(
      `DO $$ DECLARE parent uuid; BEGIN
         FOR level IN 1..1000 LOOP
           INSERT INTO comment (id, post_id, parent_id, origin) VALUES (gen_random_uuid(), '${post}', parent, 'import') RETURNING id INTO parent;
         END LOOP;
       END $$`,
    )
  }, 'COMMIT')
  const deepest = await rows('SELECT id, depth, octet_length(path) AS bytes FROM comment WHERE post_id = $1 ORDER BY path DESC LIMIT 1', [post])
  expect(deepest[0]).toMatchObject({ depth: 999, bytes: 1000 })
  const further = `INSERT INTO comment (id, post_id, parent_id, origin) VALUES (gen_random_uuid(), $1, $2, 'import')`
  expect(await verdict(further, [post, deepest[0]?.id])).toBe('23514')
})

test('a path of 2,400 bytes is accepted and indexed, a longer one is refused', async () => {
  const chain = (post: string, levels: number) =>
    `DO $$ DECLARE parent uuid; BEGIN
       UPDATE thread SET next_ordinal = 2113664 WHERE post_id = '${post}';
       FOR level IN 1..${levels} LOOP
         INSERT INTO comment (id, post_id, parent_id, origin) VALUES (gen_random_uuid(), '${post}', parent, 'import') RETURNING id INTO parent;
         UPDATE comment SET next_child_ordinal = 2113664 + level WHERE id = parent;
       END LOOP;
     END $$`
  const post = await makePost()
  expect(await verdict(chain(post, 600))).toBe('done')
  expect(await value('SELECT max(octet_length(path)) FROM comment WHERE post_id = $1', [post])).toBe(2400)
  expect(await verdict(chain(await makePost(), 601))).toBe('23514')
})

test('a number beyond four bytes is refused', async () => {
  const post = await makePost()
  await database.query('UPDATE thread SET next_ordinal = 538984575 WHERE post_id = $1', [post])
  const insert = 'INSERT INTO comment (id, post_id) VALUES (gen_random_uuid(), $1)'
  expect(await verdict(insert, [post])).toBe('done')
  expect(await verdict(insert, [post])).toBe('23514')
})
