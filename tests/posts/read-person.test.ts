import { beforeAll, expect, test } from 'vitest'
import { readPerson } from '#lib/posts/read-person.ts'
import { decideNow, essayBy, makeCast, person, publishedReplyBy, replyBy } from '../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

test('somebody with nothing public has no page, whatever waits of theirs', async () => {
  const gus = await person('gus', 'reader')
  const { slug } = await essayBy(cast.ada)
  expect(await readPerson(gus.handle, undefined)).toBeNull()
  const held = await replyBy(gus, slug)
  expect(await readPerson(gus.handle, undefined)).toBeNull()
  await decideNow(cast.mo, held, 'approve')
  expect((await readPerson(gus.handle, undefined))?.replies.map((reply) => reply.id)).toEqual([held])
  await decideNow(cast.mo, held, 'hide')
  expect(await readPerson(gus.handle, undefined)).toBeNull()
})

test('an author has a page with their essays and their replies', async () => {
  const { slug } = await essayBy(cast.ada)
  const reply = await publishedReplyBy(cast.ada, cast.mo, slug)
  const page = await readPerson(cast.ada.handle, undefined)
  expect(page?.essays.lines.map((line) => line.slug)).toContain(slug)
  expect(page?.replies).toMatchObject([{ id: reply, post: { slug } }])
})

test('nobody is somebody', async () => {
  expect(await readPerson('nobody-at-all', undefined)).toBeNull()
})
