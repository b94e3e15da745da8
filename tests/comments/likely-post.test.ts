import { beforeAll, expect, test } from 'vitest'
import { readPostPage } from '#app/posts/[slug]/read-post-page.ts'
import { headForAnybody } from '#components/site/read-site-head.ts'
import { anonymous } from '#lib/viewer.ts'
import { essayBy, makeCast } from '../cast.ts'
import { addReplies } from './thread-rows.ts'
import { database } from '../database/fenced-database.ts'

// The page of an essay is read together with what is said under it, by what was known of it before. Whatever has changed since, the page is right.

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

async function viewOf(slug: string, query = {}) {
  const found = await readPostPage({ slug, query, viewer: anonymous, carried: '', leftOut: [], head: headForAnybody })
  return found.kind === 'page' ? found.view : found.kind
}

async function pageOf(slug: string, query = {}) {
  const view = await viewOf(slug, query)
  if (typeof view === 'string') return view
  return { id: view.post.id, said: view.thread.entries.map(({ id }) => id), count: view.thread.count, pages: view.thread.pages, featured: view.frame.featured.map(({ id }) => id) }
}

async function talk(count: number) {
  const { id, slug } = await essayBy(cast.ada)
  const said = await addReplies({ postId: id, authorId: cast.nia.id, html: '<p>So.</p>' }, null, count)
  return { id, slug, said }
}

test('what is said meanwhile stands on the page and in its count', async () => {
  const { id, slug, said } = await talk(2)
  expect(await pageOf(slug)).toEqual({ id, said, count: 2, pages: 1, featured: [] })
  const all = await addReplies({ postId: id, authorId: cast.rae.id }, null, 1)
  for (let time = 0; time < 2; time++) expect(await pageOf(slug)).toEqual({ id, said: all, count: 3, pages: 1, featured: [] })
})

test('a thread that has one page more is cut where that begins', async () => {
  const { id, slug, said } = await talk(50)
  for (let time = 0; time < 2; time++) expect(await pageOf(slug)).toMatchObject({ said, pages: 1 })
  expect(await pageOf(slug, { page: '2' })).toBe('gone')
  const all = await addReplies({ postId: id, authorId: cast.rae.id }, null, 1)
  for (let time = 0; time < 2; time++) expect(await pageOf(slug)).toMatchObject({ said, pages: 2 })
  expect(await pageOf(slug, { page: '2' })).toMatchObject({ said: all.slice(50), pages: 2 })
})

test('under an address that another essay has taken stands what was said under that', async () => {
  const [one, other] = [await talk(1), await talk(2)]
  await database.query('INSERT INTO featured_comment (comment_id, post_id, at) SELECT c.id, c.post_id, now() FROM comment c WHERE c.post_id = $1', [one.id])
  for (const { slug } of [one, one, other]) await pageOf(slug)
  expect(await pageOf(one.slug)).toMatchObject({ said: one.said, featured: one.said })
  await database.query(`UPDATE post SET slug = 'somewhere-else' WHERE id = $1`, [one.id])
  await database.query('UPDATE post SET slug = $2 WHERE id = $1', [other.id, one.slug])
  expect(await pageOf(one.slug)).toEqual({ id: other.id, said: other.said, count: 2, pages: 1, featured: [] })
  expect(await pageOf(other.slug)).toBe('no post')
})

test('where an essay is not listed any more nobody is given a page for what they say under it', async () => {
  const { id, slug } = await talk(1)
  const handles = async () => {
    const view = await viewOf(slug)
    return typeof view === 'string' ? view : view.thread.entries.map(({ author }) => author?.handle)
  }
  expect([await handles(), await handles()]).toEqual([[cast.nia.handle], [cast.nia.handle]])
  await database.query(`UPDATE post SET state = 'unlisted' WHERE id = $1`, [id])
  expect(await handles()).toEqual([null])
})

test('an essay that is taken back is gone, with all that was said under it', async () => {
  const { id, slug } = await talk(1)
  await pageOf(slug)
  await database.query(`UPDATE post SET state = 'draft' WHERE id = $1`, [id])
  expect(await pageOf(slug)).toBe('no post')
})

test('what the frame says comes with the page', async () => {
  const { slug } = await talk(1)
  const view = await viewOf(slug)
  expect(typeof view !== 'string' && view.head).toEqual({ links: { about: null, logIsPublic: false }, unread: 0, waiting: 0 })
})
