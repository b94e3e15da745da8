import { afterAll, expect, test } from 'vitest'
import { ask } from '#lib/ask.ts'
import { listComments } from '#lib/comments/list-comments.ts'
import { pathOfLevel } from '#lib/comments/path-levels.ts'
import { hiddenTexts } from '#lib/comments/read-hidden-texts.ts'
import { readThread } from '#lib/comments/read-thread.ts'
import { threadOrders } from '#lib/comments/thread-part.ts'
import { placesOfNumbers } from '#lib/comments/top-level-marks.ts'
import { publicReader } from '#lib/database.ts'
import { anonymous } from '#lib/viewer.ts'
import { essayBy, makeCast } from '../cast.ts'
import { database } from '../database/fenced-database.ts'
import { addReplies } from './thread-rows.ts'

afterAll(() => database.end())

const standing = (postId: string) => publicReader().publishedComment.findMany({ where: { postId, depth: 0 }, orderBy: { path: 'asc' }, select: { id: true, number: true, path: true } })

test('comments have their numbers over several stretches of a thread, and stand where their numbers say, while earlier ones go and come back', async () => {
  const { ada, rae } = await makeCast()
  const { id: postId, slug } = await essayBy(ada)
  // A stretch has 512 places: this thread begins at the end of the first, and jumps over the second.
  await database.query('UPDATE thread SET next_ordinal = 509 WHERE post_id = $1', [postId])
  const early = await addReplies({ postId, authorId: rae.id }, null, 5)
  await database.query('UPDATE thread SET next_ordinal = 1534 WHERE post_id = $1', [postId])
  const all = await addReplies({ postId, authorId: rae.id }, null, 6)
  const agree = async (ids: string[]) => {
    const rows = await standing(postId)
    expect(rows.map(({ id, number }) => [id, number])).toEqual(ids.map((id, place) => [id, place + 1]))
    const places = await ask(placesOfNumbers(postId, [...ids.map((_, place) => place + 1), ids.length + 1]))
    expect([...places].map(([number, path]) => [number, Buffer.from(path).toString('hex')]).toSorted()).toEqual(
      rows.map(({ number, path }) => [number, Buffer.from(path).toString('hex')]).toSorted())
    // The lists count the marks once for all of them.
    for (const order of threadOrders) {
      const { entries } = (await readThread({ id: postId, kind: 'essay', listed: true, commentCount: ids.length, topLevelCount: ids.length }, anonymous, { order, page: 1, branch: '', after: '' })) ?? {}
      expect(entries?.map(({ id, number }) => [id, number]).toSorted()).toEqual(rows.map(({ id, number }) => [id, number]).toSorted())
    }
    const listed = await listComments(slug)
    expect(listed.ok && listed.value.items.map(({ id, number }) => [id, number])).toEqual(rows.map(({ id, number }) => [id, number]))
  }
  await agree(all)
  await database.query(`UPDATE comment SET state = 'hidden' WHERE id = ANY ($1)`, [[early[0], early[4], all[7]]])
  await agree(all.filter((id) => ![early[0], early[4], all[7]].includes(id)))
  await database.query(`UPDATE comment SET state = 'published' WHERE id = $1`, [early[4]])
  await agree(all.filter((id) => ![early[0], all[7]].includes(id)))
})

test('moderators see what was taken down with its number where a tombstone keeps its place, and without one where nothing does', async () => {
  const { ada, rae, mo } = await makeCast()
  const { id: postId } = await essayBy(ada)
  await database.query('UPDATE thread SET next_ordinal = 511 WHERE post_id = $1', [postId])
  const [first, second, third] = await addReplies({ postId, authorId: rae.id }, null, 3)
  await addReplies({ postId, authorId: rae.id }, third ?? '', 1)
  await database.query(`UPDATE comment SET state = 'hidden' WHERE id = ANY ($1)`, [[second, third]])
  const hidden = await ask(hiddenTexts(postId, mo, { order: 'thread', start: null, end: null, levels: null, after: null, last: null }))
  expect(hidden.map(({ id, number }) => [id, number])).toEqual([[second, null], [third, 2]])
  expect((await standing(postId)).map(({ id, number }) => [id, number])).toEqual([[first, 1], [third, 2]])
})

test('a comment that appears or goes changes no row of another', async () => {
  const { ada, rae } = await makeCast()
  const { id: postId } = await essayBy(ada)
  const [first, ...others] = await addReplies({ postId, authorId: rae.id }, null, 4)
  const versions = async () => (await database.query('SELECT id, xmin::text, ctid::text FROM comment WHERE id = ANY ($1) ORDER BY id', [others])).rows
  const before = await versions()
  await database.query(`UPDATE comment SET state = 'hidden' WHERE id = $1`, [first])
  expect(await versions()).toEqual(before)
  expect((await standing(postId)).map(({ number }) => number)).toEqual([1, 2, 3])
})

test('a place at the top level is written as the database writes it', async () => {
  const ordinals = [1, 127, 128, 129, 16_511, 16_512, 2_113_663, 2_113_664, 538_984_575]
  const { rows } = await database.query<{ path: Buffer }>('SELECT path_level(n) AS path FROM unnest($1::int[]) n', [ordinals])
  expect(ordinals.map((ordinal) => Buffer.from(pathOfLevel(ordinal)).toString('hex'))).toEqual(rows.map(({ path }) => path.toString('hex')))
})
