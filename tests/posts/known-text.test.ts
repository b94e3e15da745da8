import { expect, test } from 'vitest'
import { readMyComments } from '#lib/accounts/own-data/read-my-texts.ts'
import { reader } from '#lib/database.ts'
import { readOwnComment } from '#lib/moderation/cases/read-own-comment.ts'
import { readOwnComments } from '#lib/moderation/cases/read-own-comments.ts'
import { readNotices } from '#lib/moderation/notices/read-notices.ts'
import { changeSlug } from '#lib/posts/publishing/change-slug.ts'
import { movePost } from '#lib/posts/publishing/move-post.ts'
import { openByPassword } from '#lib/posts/publishing/open-by-password.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import { carryOut, essayBy, makeCast, publishedReplyBy, tellNow } from '../cast.ts'

type Cast = Awaited<ReturnType<typeof makeCast>>

const again: [how: string, put: (cast: Cast, postId: string) => Promise<unknown>][] = [
  ['waits for its hour', ({ ada }, postId) => carryOut(publishPost, ada, { postId, publishAt: new Date(Date.now() + 3_600_000).toISOString() })],
  ['has a password', ({ ada }, postId) => carryOut(openByPassword, ada, { postId, draftVersion: '', password: 'quince and medlar' })],
]

async function firstOf<One>(all: AsyncIterable<One>): Promise<One | undefined> {
  for await (const one of all) return one
  return undefined
}

test.each(again)('an essay that was taken back, has a new title and address, and %s is to those who once wrote under it what it was', async (_, put) => {
  const cast = await makeCast()
  const { ada, mo, rae } = cast
  const { id: postId, slug } = await essayBy(ada)
  const { title } = await reader().publishedPost.findUniqueOrThrow({ where: { slug }, select: { title: true } })
  const commentId = await publishedReplyBy(rae, mo, slug)
  await tellNow(commentId)
  const seen = async () => ({
    comment: (await readOwnComment(rae, commentId))?.post,
    list: (await readOwnComments(rae, 'published'))?.entries[0]?.post,
    notice: (await readNotices(rae, new Date())).notices[0]?.post,
    taken: (await firstOf(readMyComments(rae)))?.essay,
  })
  expect(await seen()).toMatchObject({ comment: { title, slug }, list: { title, slug }, notice: { title, slug }, taken: slug })

  await carryOut(movePost, ada, { postId, to: 'draft' })
  const { draftVersion } = await reader().post.findUniqueOrThrow({ where: { id: postId }, select: { draftVersion: true } })
  await carryOut(saveDraft, ada, { postId, version: draftVersion, title: 'What nobody knows yet', standfirst: '', source: 'Something else.', reason: 'saved' })
  await carryOut(changeSlug, ada, { postId, slug: `nobody-knows-${postId}` })
  await put(cast, postId)
  expect(await seen()).toMatchObject({ comment: { title, slug: null }, list: { title, slug: null }, notice: { title, slug: null }, taken: title })
})
