import { beforeAll, describe, expect, test } from 'vitest'
import { writer } from '#lib/database.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { findRedirect } from '#lib/posts/find-redirect.ts'
import { carryOut, essayBy, makeCast } from '../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

const stored = ['/2012/03/14/old-name/', '/?p=1771', '/blog/?p=1771', '/posts/old-name', '/2012/03/grüße']

beforeAll(async () => {
  cast = await makeCast()
  const post = await essayBy(cast.ada)
  slug = post.slug
  await writer().redirect.createMany({ data: stored.map((fromPath) => ({ fromPath, postId: post.id, source: 'import' as const })) })
})

describe('an address that a post once had leads to it', () => {
  test.each([...stored, '/2012/03/14/old-name', '/posts/old-name/', '/blog?p=1771', '/2012/03/gr%C3%BC%C3%9Fe', '/2012/03/gr%C3%BC%C3%9Fe/'])('%s', async (path) => {
    expect(await findRedirect(path)).toBe(`/posts/${slug}`)
  })
})

test.each(['/', '/?p=177', '/2012/03/14', '/%E0%A4%A', '/posts/OLD-NAME'])('%s leads nowhere', async (path) => {
  expect(await findRedirect(path)).toBeNull()
})

test('the old address of what is not public leads nowhere', async () => {
  const draft = await carryOut(createPost, cast.ada, { title: 'A draft', body: 'A text.' })
  await writer().redirect.create({ data: { fromPath: '/2011/draft', postId: draft.id, source: 'import' } })
  expect(await findRedirect('/2011/draft')).toBeNull()
})
