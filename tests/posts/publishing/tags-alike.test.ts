import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { carryOut, essayBy, makeCast } from '../../cast.ts'
import '../../database/fenced-database.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { filePost } from '#lib/posts/publishing/file-post.ts'
import { readPublishing } from '#lib/posts/publishing/read-publishing.ts'
import { splitTags } from '#lib/posts/publishing/split-tags.ts'
import { findAlike } from '#lib/posts/publishing/tags-alike.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
})

test.each([
  ['films', 'film'], ['book', 'Books'], ['science fiction', 'Science-Fiction'], ['sciencefiction', 'science fiction'], ['documentry', 'documentary'], ['cinematographie', 'cinematography'],
])('%s is much like %s', (name, known) => {
  expect(findAlike(splitTags(name), splitTags(`water, ${known}`))).toEqual([{ name, like: known }])
})

test.each([['cat', 'car'], ['war', 'wars'], ['film', 'firm'], ['light', 'night'], ['music', 'museum'], ['poetry', 'poverty'], ['river', 'ferry']])('%s is another word than %s', (name, known) => {
  expect(findAlike(splitTags(name), splitTags(known))).toEqual([])
})

test('a new tag that is much like one of a published essay is named; one that only a draft has is nobody’s business', async () => {
  const letters = () => randomUUID().replace(/[^a-f]/g, '').padEnd(8, 'x').slice(0, 8)
  const [known, secret] = [`zz${letters()}ing`, `qq${letters()}ing`]
  const [old, draft, fresh] = [await essayBy(cast.ada), await carryOut(createPost, cast.ada, { title: 'A draft', body: 'One.' }), await carryOut(createPost, cast.ida, { title: 'Fresh', body: 'One.' })]
  const file = (postId: string, tags: string) => carryOut(filePost, cast.ida, { postId, tags, canonicalUrl: '', historyShown: 'no' })
  await file(old.id, known)
  await file(draft.id, secret)
  expect(await file(fresh.id, `${known}s, ${secret}s`)).toEqual({ alike: [{ name: `${known}s`, like: known }] })
  expect(await file(fresh.id, known)).toEqual({ alike: [] })
  const page = await readPublishing(cast.ida, draft.id, new Date())
  expect(page.ok && page.value.knownTags).toContain(known)
  const other = await readPublishing(cast.ida, old.id, new Date())
  expect(other.ok && other.value.knownTags).not.toContain(secret)
  expect(other.ok && other.value.knownTags).not.toContain(known)
})
