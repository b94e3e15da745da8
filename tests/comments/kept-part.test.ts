import { expect, test } from 'vitest'
import { readThread } from '#lib/comments/read-thread.ts'
import { publicReader } from '#lib/database.ts'
import { anonymous } from '#lib/viewer.ts'
import { essayBy, makeCast } from '../cast.ts'
import { database } from '../database/fenced-database.ts'
import { addReplies } from './thread-rows.ts'

test('the part of a short thread is not planned anew for each page where other threads are long', async () => {
  const { ada, nia } = await makeCast()
  const [short, long] = [await essayBy(ada), await essayBy(ada)]
  await addReplies({ postId: short.id, authorId: nia.id }, null, 5)
  await addReplies({ postId: long.id, authorId: nia.id }, null, 2_000)
  // What the database knows of each thread makes the short one seem cheaper than threads are.
  await database.query('ANALYZE')
  const post = await publicReader().publishedPost.findUniqueOrThrow({ where: { id: short.id }, select: { id: true, kind: true, listed: true, commentCount: true, topLevelCount: true } })
  // One after the other, so on one connection.
  for (let page = 0; page < 12; page++) await readThread(post, anonymous, { order: 'thread', page: 1, branch: '', after: '' })
  const plans = await publicReader().$queryRaw<{ once: number; anew: number }[]>`
    SELECT generic_plans::int AS once, custom_plans::int AS anew FROM pg_prepared_statements WHERE statement ~ 'kept .*c.author_handle.* LIMIT 201'`
  expect(plans).toEqual([{ once: 7, anew: 5 }])
})
