import { expect, test } from 'vitest'
import { readWaitingByEssay } from '#lib/moderation/own-posts/read-waiting-by-essay.ts'
import { reader } from '#lib/database.ts'
import { decideNow, essayBy, person, publishedReplyBy, replyBy } from '../../cast.ts'
import '../../database/fenced-database.ts'

test('an author is told how many replies wait under which of their essays, and of nobody else’s', async () => {
  const [ada, bea, mo, rae, nia] = [await person('ada', 'author'), await person('bea', 'author'), await person('mo', 'moderator'), await person('rae', 'reader'), await person('nia', 'reader')]
  const [one, two, three, other] = [await essayBy(ada), await essayBy(ada), await essayBy(ada), await essayBy(bea)]
  await publishedReplyBy(nia, mo, three.slug)
  await replyBy(rae, one.slug)
  await replyBy(rae, two.slug)
  const last = await replyBy(nia, two.slug)
  await replyBy(nia, other.slug)
  const { draftRevision } = await reader().post.findUniqueOrThrow({ where: { id: two.id }, select: { draftRevision: { select: { title: true } } } })
  const waiting = await readWaitingByEssay(ada)
  expect(waiting.map(({ postId, count }) => [postId, count])).toEqual([[two.id, 2], [one.id, 1]])
  expect(waiting[0]?.title).toBe(draftRevision?.title)
  await decideNow(mo, last, 'reject')
  expect((await readWaitingByEssay(ada)).map(({ count }) => count)).toEqual([1, 1])
  expect(await readWaitingByEssay(rae)).toEqual([])
})
