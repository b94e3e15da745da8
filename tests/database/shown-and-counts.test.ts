import fc from 'fast-check'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { database, inTransaction, rows, value } from './fenced-database.ts'
import type { Row } from './fenced-database.ts'
import { approve, approveSql, commentStates, makeComment, makePost, makePublishedComment } from './written-by-hand.ts'
import type { CommentState } from './written-by-hand.ts'

afterAll(() => database.end())

type Comment = { id: string; parent_id: string | null; state: CommentState; shown: boolean; number: number | null }

const readThread = async (post: string) =>
  (await rows('SELECT c.id, c.parent_id, c.state, c.shown, p.number FROM comment c LEFT JOIN published_comment p ON p.id = c.id WHERE c.post_id = $1 ORDER BY c.path', [post])) as Comment[]
const readCounts = (post: string): Promise<Row[]> =>
  rows('SELECT published_count, shown_top_level FROM thread WHERE post_id = $1', [post])

/** A flat thread would prove nothing about tombstones. */
const depthOf = (post: string) => value<number>('SELECT max(depth) FROM comment WHERE post_id = $1', [post])

/** What the triggers keep, worked out anew from states and parents alone. */
async function expectTrue(post: string) {
  const thread = await readThread(post)
  const isShown = (comment: Comment): boolean =>
    comment.state === 'published' || thread.some((reply) => reply.parent_id === comment.id && isShown(reply))
  const shownTop = thread.filter((comment) => comment.parent_id === null && isShown(comment))
  expect(thread).toEqual(
    thread.map((comment) => ({
      ...comment,
      shown: isShown(comment),
      number: shownTop.includes(comment) ? shownTop.indexOf(comment) + 1 : null,
    })),
  )
  const published = thread.filter((comment) => comment.state === 'published').length
  expect(await readCounts(post)).toEqual([{ published_count: published, shown_top_level: shownTop.length }])
}

/** One legal move of one comment; false when the move is not legal from where the comment is. */
async function move(id: string, to: CommentState, run: Pick<pg.Pool, 'query'> = database): Promise<boolean> {
  const sql = to === 'published' ? approveSql : `UPDATE comment SET state = '${to}' WHERE id = $1`
  return run.query(sql, [id]).then(() => true, (error: unknown) => {
    if (error instanceof pg.DatabaseError && error.code === 'AW003') return false
    throw error
  })
}

const steps = fc.array(fc.oneof(
  { weight: 2, arbitrary: fc.record({ write: fc.nat() }) },
  { weight: 5, arbitrary: fc.record({ change: fc.nat(), to: fc.constantFrom(...commentStates, 'published', 'published', 'hidden') }) },
), { minLength: 10, maxLength: 60 })

describe('what is shown, its numbers and the counts', () => {
  test('are what a recount gives after any sequence of moves', async () => {
    await fc.assert(fc.asyncProperty(steps, async (sequence) => {
      const post = await makePost()
      const ids: string[] = []
      for (const step of sequence) {
        if ('write' in step) {
          const parentId = ids[step.write % (ids.length + 1)] ?? null
          ids.push(await makeComment(post, { parentId, origin: 'import' }))
        } else if (ids.length > 0) {
          await move(ids[step.change % ids.length] ?? '', step.to as CommentState)
        }
      }
      await expectTrue(post)
    }), { numRuns: 25 })
  })

  test('follow the taking back of moves as well', async () => {
    await fc.assert(fc.asyncProperty(steps, async (sequence) => {
      const post = await makePost()
      const ids = [await makeComment(post)]
      for (const step of sequence) {
        if ('write' in step) ids.push(await makeComment(post, { parentId: ids[step.write % ids.length] ?? null, origin: 'import' }))
        else await inTransaction(async (client) => {
          await client.query(`SET LOCAL afterword.undoing = 'yes'`)
          await move(ids[step.change % ids.length] ?? '', step.to as CommentState, client)
        }, 'COMMIT')
      }
      await expectTrue(post)
    }), { numRuns: 15 })
  })

  test('are right when one statement moves a whole thread', async () => {
    const post = await makePost()
    const ids: string[] = []
    for (let index = 0; index < 60; index++) {
      ids.push(await makeComment(post, { parentId: index % 3 ? ids[Math.floor(index / 2)] ?? null : null, origin: 'import' }))
    }
    expect(await depthOf(post)).toBeGreaterThan(2)
    await database.query(approveSql.replace('c.id = $1', 'c.post_id = $1'), [post])
    await expectTrue(post)
    await database.query(`UPDATE comment SET state = 'hidden' WHERE post_id = $1 AND ordinal % 2 = 1`, [post])
    await expectTrue(post)
    await database.query(`UPDATE comment SET state = 'withdrawn' WHERE post_id = $1`, [post])
    await expectTrue(post)
    expect((await readThread(post)).some(({ shown }) => shown)).toBe(false)
  })

  test('are the old ones when the change is taken back', async () => {
    const post = await makePost()
    const comment = await makePublishedComment(post)
    await inTransaction((client) => move(comment, 'hidden', client))
    await expectTrue(post)
    expect((await readThread(post))[0]).toMatchObject({ shown: true, number: 1 })
  })
})

/** Deadlocks are the one thing that may be tried again; a command does so, too. */
async function insist(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work()
      return
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.code !== '40P01' || attempt === 12) throw error
    }
  }
}

/** A move the way commands make it: the thread is locked before anything of it. */
const moveInTurn = (post: string, id: string, to: CommentState) =>
  inTransaction(async (client) => {
    await client.query('SELECT FROM thread WHERE post_id = $1 FOR NO KEY UPDATE', [post])
    await move(id, to, client)
  }, 'COMMIT')

describe('at once', () => {
  test('hiding the two last visible replies takes their tombstones away', async () => {
    for (let round = 0; round < 10; round++) {
      const post = await makePost()
      const parent = await makePublishedComment(post)
      const replies = [await makePublishedComment(post, { parentId: parent }), await makePublishedComment(post, { parentId: parent })]
      await move(parent, 'hidden')
      await Promise.all(replies.map((reply) => insist(() => move(reply, 'hidden'))))
      await expectTrue(post)
      expect((await readThread(post)).map(({ shown }) => shown)).toEqual([false, false, false])
    }
  })

  test('hiding a comment and approving a reply to it agree on a tombstone', async () => {
    for (let round = 0; round < 10; round++) {
      const post = await makePost()
      const parent = await makePublishedComment(post)
      const reply = await makeComment(post, { parentId: parent })
      await Promise.all([insist(() => move(parent, 'hidden')), insist(() => approve(reply))])
      await expectTrue(post)
      expect((await readThread(post)).map(({ shown }) => shown)).toEqual([true, true])
    }
  })

  test('many people on one thread leave it right, without a deadlock when they take the thread first', async () => {
    const post = await makePost()
    const ids: string[] = []
    for (let index = 0; index < 30; index++) {
      ids.push(await makeComment(post, { parentId: index % 4 ? ids[Math.floor(index / 2)] ?? null : null, origin: 'import' }))
    }
    expect(await depthOf(post)).toBeGreaterThan(2)
    const wishes: CommentState[] = ['published', 'hidden', 'published', 'withdrawn']
    for (const wish of wishes) {
      const some = wish === 'withdrawn' ? ids.filter((_, index) => index % 3 === 0) : ids
      await Promise.all(some.toReversed().map((id) => moveInTurn(post, id, wish)))
      await expectTrue(post)
    }
  })

  test('many people who take no turn leave it right as well, trying again after a deadlock', async () => {
    const post = await makePost()
    const tops: string[] = []
    for (let index = 0; index < 3; index++) tops.push(await makePublishedComment(post))
    await Promise.all(tops.toReversed().map((id) => insist(() => move(id, 'hidden'))))
    await expectTrue(post)
    await Promise.all(tops.map((id) => insist(() => approve(id))))
    await expectTrue(post)
  })

  test('replies may be written while their thread is being moderated', async () => {
    const post = await makePost()
    const tops: string[] = []
    for (let index = 0; index < 8; index++) tops.push(await makePublishedComment(post))
    const writing = tops.map((parentId) => insist(() => makeComment(post, { parentId })))
    const moderating = tops.slice(0, 4).map((id) => moveInTurn(post, id, 'hidden'))
    const results = await Promise.allSettled([...writing, ...moderating])
    const reasons = results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as { code: string }).code] : []))
    // A reply may come too late, nothing else may go wrong.
    expect(reasons.filter((code) => code !== 'AW002')).toEqual([])
    await expectTrue(post)
  })
})
