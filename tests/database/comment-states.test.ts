import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { moves } from '#lib/comments/states.ts'
import { database, inTransaction, rows, value, verdict } from './fenced-database.ts'
import { approve, approveSql, commentStates, makeComment, makeCommentIn, makeCommentRevision, makePost, makePublishedComment } from './written-by-hand.ts'
import type { CommentState } from './written-by-hand.ts'

let post: string
beforeAll(async () => void (post = await makePost()))
afterAll(() => database.end())

const insertInto = `INSERT INTO comment (id, post_id, state) VALUES (gen_random_uuid(), $1, $2::comment_state)`

describe('a new comment', () => {
  test('is held', async () => {
    expect(await verdict(insertInto, [post, 'held'])).toBe('done')
  })

  test.each(commentStates.filter((state) => state !== 'held'))('is never %s', async (state) => {
    expect(await verdict(insertInto, [post, state])).toBe('AW001')
  })

  test('brings no approval with it', async () => {
    const other = await makePublishedComment(post)
    const approval = `INSERT INTO comment (id, post_id, approved_revision_id, approved_digest)
      SELECT gen_random_uuid(), post_id, approved_revision_id, approved_digest FROM comment WHERE id = $1`
    expect(await verdict(approval, [other])).toBe('AW001')
    expect(await verdict(`INSERT INTO comment (id, post_id, published_at) VALUES (gen_random_uuid(), $1, now())`, [post])).toBe('AW001')
  })

  test('is not shown, whatever the insert says', async () => {
    const claim = `INSERT INTO comment (id, post_id, shown, depth, ordinal, path, next_child_ordinal)
      VALUES (gen_random_uuid(), $1, true, 7, 99, 'x', -3)
      RETURNING shown = false AND depth = 0 AND ordinal < 99 AND path = path_level(ordinal)
        AND root_id = id AND next_child_ordinal = 1`
    expect(await value(claim, [post])).toBe(true)
  })
})

describe('a text that comes in one statement with its comment', () => {
  const together = (of: string) => `WITH said AS (INSERT INTO comment (id, post_id, current_revision_id) VALUES (gen_random_uuid(), $1, $2) RETURNING id, current_revision_id)
    INSERT INTO comment_revision (id, comment_id, source, html, text, renderer_version, reason) SELECT current_revision_id, ${of}, 'a', 'a', 'a', 1, 'submitted' FROM said`

  test('is that of the comment', async () => {
    expect(await verdict(together('said.id'), [post, randomUUID()])).toBe('done')
  })

  test('and of no other', async () => {
    const other = await makeComment(post)
    expect(await verdict(together(`'${other}'::uuid`), [post, randomUUID()])).toBe('AW001')
  })

  test('a comment takes no text that is here already, and none that never comes', async () => {
    const text = await value<string>('SELECT current_revision_id FROM comment WHERE id = $1', [await makeComment(post)])
    const alone = 'INSERT INTO comment (id, post_id, current_revision_id) VALUES (gen_random_uuid(), $1, $2)'
    expect(await verdict(alone, [post, text])).toBe('AW001')
    expect(await verdict(alone, [post, randomUUID()])).toBe('23503')
  })
})

describe('moves between states', () => {
  const pairs = commentStates.flatMap((from) => commentStates.map((to) => [from, to] as const))
  const legal = new Set([
    'held published', 'held returned', 'held rejected', 'held withdrawn',
    'returned held', 'returned withdrawn',
    'published hidden', 'published withdrawn',
    'hidden published', 'hidden withdrawn',
    'rejected published', 'rejected withdrawn',
  ])

  test('the program and the database hold the same list', async () => {
    const known = await rows(
      `SELECT a || ' ' || b AS move FROM unnest(enum_range(NULL::comment_state)) a, unnest(enum_range(NULL::comment_state)) b
       WHERE comment_move_is_legal(a, b)`,
    )
    expect(new Set(known.map(({ move }) => move))).toEqual(legal)
    expect(new Set(moves.map(({ from, to }) => `${from} ${to}`))).toEqual(legal)
  })

  const move = `UPDATE comment SET state = $2::comment_state,
    approved_revision_id = CASE WHEN $2 = 'published' THEN current_revision_id ELSE approved_revision_id END,
    approved_digest = CASE WHEN $2 = 'published' THEN (SELECT digest FROM comment_revision WHERE id = current_revision_id) ELSE approved_digest END,
    published_at = CASE WHEN $2 = 'published' THEN now() ELSE published_at END WHERE id = $1`

  test.each(pairs)('%s to %s', async (from, to) => {
    const comment = await makeCommentIn(from, post)
    const allowed = from === to || legal.has(`${from} ${to}`)
    expect(await verdict(move, [comment, to])).toBe(allowed ? 'done' : 'AW003')
    expect(await value('SELECT state FROM comment WHERE id = $1', [comment])).toBe(allowed ? to : from)
  })

  test.each(pairs)('undoing %s to %s', async (from, to) => {
    const comment = await makeCommentIn(to, post)
    const undone = await inTransaction(async (client) => {
      await client.query(`SET LOCAL afterword.undoing = 'yes'`)
      return client.query(move, [comment, from]).then(() => 'done', (error) => error.code)
    })
    // Nobody decides to withdraw, so there is no decision whose undoing would bring a withdrawn text back.
    const reversible = (legal.has(`${from} ${to}`) && to !== 'withdrawn') || legal.has(`${to} ${from}`) || from === to
    expect(undone).toBe(reversible ? 'done' : 'AW003')
  })

  test('the word for undoing lasts one transaction', async () => {
    const comment = await makeCommentIn('rejected', post)
    const client = await database.connect()
    await client.query(`BEGIN; SET LOCAL afterword.undoing = 'yes'; COMMIT`)
    const moved = await client.query(`UPDATE comment SET state = 'held' WHERE id = $1`, [comment]).then(() => 'done', (error) => error.code)
    client.release()
    expect(moved).toBe('AW003')
  })
})

describe('published means approved', () => {
  test('a comment is not published without an approved text', async () => {
    const comment = await makeComment(post)
    expect(await verdict(`UPDATE comment SET state = 'published', published_at = now() WHERE id = $1`, [comment])).toBe('23514')
  })

  test('nor without a date', async () => {
    const comment = await makeComment(post)
    expect(await verdict(approveSql.replace('coalesce(c.published_at, now())', 'NULL'), [comment])).toBe('23514')
  })

  test('nor with half an approval', async () => {
    const comment = await makeComment(post)
    expect(await verdict('UPDATE comment SET approved_revision_id = current_revision_id WHERE id = $1', [comment])).toBe('23514')
  })

  test('nor with the digest of another text', async () => {
    const comment = await makeComment(post)
    const forged = approveSql.replace('r.digest', `sha256('something else')`)
    expect(await verdict(forged, [comment])).toBe('23503')
  })

  test('nor with the text of another comment', async () => {
    const [comment, other] = [await makeComment(post), await makeComment(post)]
    const borrowed = `UPDATE comment c SET state = 'published', approved_revision_id = r.id, approved_digest = r.digest, published_at = now()
      FROM comment_revision r WHERE r.comment_id = $2 AND c.id = $1`
    expect(await verdict(borrowed, [comment, other])).toBe('AW001')
  })

  test('the text that waits to be read is the comment’s own', async () => {
    const [comment, other] = [await makeComment(post), await makeComment(post)]
    const spare = await makeCommentRevision(other)
    expect(await verdict('UPDATE comment SET current_revision_id = $2 WHERE id = $1', [comment, spare])).toBe('AW001')
  })

  test('an approval cannot be taken off what stays published', async () => {
    const comment = await makePublishedComment(post)
    const stripped = 'UPDATE comment SET approved_revision_id = NULL, approved_digest = NULL WHERE id = $1'
    expect(await verdict(stripped, [comment])).toBe('23514')
  })
})

describe('a reply', () => {
  const reply = 'INSERT INTO comment (id, post_id, parent_id, origin) VALUES (gen_random_uuid(), $1, $2, $3::comment_origin)'

  test('answers something published', async () => {
    expect(await verdict(reply, [post, await makePublishedComment(post), 'site'])).toBe('done')
  })

  test.each(commentStates.filter((state) => state !== 'published'))('never answers something %s', async (state: CommentState) => {
    expect(await verdict(reply, [post, await makeCommentIn(state, post), 'site'])).toBe('AW002')
  })

  test('of an import keeps its place under anything that was imported before it', async () => {
    expect(await verdict(reply, [post, await makeCommentIn('held', post), 'import'])).toBe('done')
  })

  test.each(['site', 'import'])('stays in its post (%s)', async (origin) => {
    const elsewhere = await makePost()
    expect(await verdict(reply, [elsewhere, await makePublishedComment(post), origin])).toBe('AW002')
  })

  test('never answers itself or nothing', async () => {
    const own = `INSERT INTO comment (id, post_id, parent_id) VALUES ('0198c0de-0000-7000-8000-000000000001', $1, '0198c0de-0000-7000-8000-000000000001')`
    expect(await verdict(own, [post])).toBe('AW002')
    expect(await verdict(reply, [post, '0198c0de-0000-7000-8000-000000000002', 'site'])).toBe('AW002')
  })

  test('loses the race against the hiding of what it answers', async () => {
    const parent = await makePublishedComment(post)
    const racing = await inTransaction(async (client) => {
      await client.query(`UPDATE comment SET state = 'hidden' WHERE id = $1`, [parent])
      const waiting = verdict(reply, [post, parent, 'site'])
      await new Promise((resolve) => setTimeout(resolve, 50))
      await client.query('COMMIT')
      return waiting
    })
    expect(racing).toBe('AW002')
  })
})

describe('a comment keeps', () => {
  test.each([
    ['its post', 'post_id = (SELECT id FROM post WHERE id <> post_id LIMIT 1)'],
    ['its parent', 'parent_id = (SELECT id FROM comment o WHERE o.post_id = comment.post_id AND o.id <> comment.id LIMIT 1)'],
    ['its branch', 'root_id = gen_random_uuid()'],
    ['its path', `path = path || '\\x01'`],
    ['its depth', 'depth = depth + 1'],
    ['its ordinal', 'ordinal = ordinal + 1'],
    ['its origin', `origin = 'import'`],
    ['its moment', `submitted_at = submitted_at - interval '1 day'`],
    ['its identity', 'id = gen_random_uuid()'],
    ['its place in sight, which only a move may change', 'shown = NOT shown'],
  ])('%s', async (_, change) => {
    await makePost()
    const comment = await makePublishedComment(post)
    expect(await verdict(`UPDATE comment SET ${change} WHERE id = $1`, [comment])).toBe('AW001')
  })

  test('and is not shown by a hand that cannot publish it', async () => {
    const comment = await makeComment(post)
    expect(await verdict('UPDATE comment SET shown = true WHERE id = $1', [comment])).toBe('AW001')
    await approve(comment)
    expect(await value('SELECT shown FROM comment WHERE id = $1', [comment])).toBe(true)
  })
})
