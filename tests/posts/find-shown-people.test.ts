import { beforeAll, expect, test } from 'vitest'
import { writer } from '#lib/database.ts'
import { findShownPeople } from '#lib/posts/find-shown-people.ts'
import { readPerson } from '#lib/posts/read-person.ts'
import { essayBy, makeCast, person, publishedReplyBy } from '../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

async function change(post: { id: string }, data: { state?: 'unlisted'; kind?: 'page' }) {
  await writer().post.update({ where: { id: post.id }, data, select: { id: true } })
}

test('an unlisted essay gives neither its author nor those who talk under it a page, and is named on no page', async () => {
  const [ann, gus] = [await person('ann', 'author'), await person('gus', 'reader')]
  const [unlisted, listed] = [await essayBy(ann), await essayBy(cast.ada)]
  await publishedReplyBy(gus, cast.mo, unlisted.slug)
  await change(unlisted, { state: 'unlisted' })
  expect(await findShownPeople([ann.id, gus.id, cast.ada.id, cast.rae.id])).toEqual(new Set([cast.ada.id]))
  expect([await readPerson(ann.handle, undefined), await readPerson(gus.handle, undefined)]).toEqual([null, null])
  const reply = await publishedReplyBy(gus, cast.mo, listed.slug)
  expect((await readPerson(gus.handle, undefined))?.replies.map(({ id }) => id)).toEqual([reply])
})

test('a page counts, for its author and for what is said under it', async () => {
  const [ann, gus] = [await person('ann', 'author'), await person('gus', 'reader')]
  const about = await essayBy(ann)
  const reply = await publishedReplyBy(gus, cast.mo, about.slug)
  await change(about, { kind: 'page' })
  expect(await findShownPeople([ann.id, gus.id])).toEqual(new Set([ann.id, gus.id]))
  expect((await readPerson(gus.handle, undefined))?.replies.map(({ id }) => id)).toEqual([reply])
})
