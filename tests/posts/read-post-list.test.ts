import { beforeAll, expect, test } from 'vitest'
import { createPost } from '#lib/posts/create-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { linesPerPage, readPostList } from '#lib/posts/read-post-list.ts'
import { readFrontPage } from '#lib/posts/read-front-page.ts'
import { readPost } from '#lib/posts/read-post.ts'
import { writer } from '#lib/database.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, essayBy, makeCast } from '../cast.ts'

let ada: SignedIn

beforeAll(async () => {
  ada = (await makeCast()).ada
})

async function essayOf(day: number): Promise<string> {
  const { id, slug } = await carryOut(createPost, ada, { title: `Day ${day}`, body: 'A text.' })
  await carryOut(publishPost, ada, { postId: id, publishAt: new Date(Date.UTC(2020, 0, day)).toISOString() })
  return slug
}

test('the pages of a list hold every essay once, newest first, also where a page ends between two of the same moment', async () => {
  const slugs: string[] = []
  for (let day = 1; day <= linesPerPage + 2; day++) slugs.push(await essayOf(day === 3 ? 2 : day))
  const ids = await writer().post.findMany({ where: { slug: { in: slugs } }, select: { id: true } })
  const where = { id: { in: ids.map(({ id }) => id) } }

  const first = await readPostList(where, undefined)
  const second = await readPostList(where, first?.older ?? '')
  const seen = [...(first?.lines ?? []), ...(second?.lines ?? [])]
  expect(first?.lines).toHaveLength(linesPerPage)
  expect(second?.older).toBeNull()
  expect(seen.map((line) => line.slug).sort()).toEqual([...slugs].sort())
  expect(seen.map((line) => line.publishedAt.getTime())).toEqual(seen.map((line) => line.publishedAt.getTime()).sort((a, b) => b - a))
  expect(seen[0]?.authors.map((author) => author.handle)).toEqual([ada.handle])
})

test('there is no page after an essay that is not there', async () => {
  expect(await readFrontPage('no-such-essay')).toBeNull()
})

test('drafts and essays of tomorrow are in no list and have no page', async () => {
  const draft = await carryOut(createPost, ada, { title: 'Not yet', body: 'A text.' })
  const later = await carryOut(createPost, ada, { title: 'Tomorrow', body: 'A text.' })
  await carryOut(publishPost, ada, { postId: later.id, publishAt: new Date(Date.now() + 86_400_000).toISOString() })
  for (const { id, slug } of [draft, later]) {
    expect((await readPostList({ id }, undefined))?.lines).toEqual([])
    expect(await readPost(slug)).toBeNull()
  }
})

test('an unlisted essay has a page and is in no list', async () => {
  const { id, slug } = await essayBy(ada)
  await writer().post.update({ where: { id }, data: { state: 'unlisted' } })
  expect((await readPostList({ id }, undefined))?.lines).toEqual([])
  expect((await readPost(slug))?.listed).toBe(false)
})
