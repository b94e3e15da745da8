import { beforeAll, describe, expect, test } from 'vitest'
import { writer } from '#lib/database.ts'
import { readItem } from '#lib/moderation/desk/read-queue.ts'
import { essayBy, itemAbout, makeCast, person, publishedReplyBy, replyBy } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
})

async function writerOf(commentId: string) {
  const item = await readItem(cast.mo, (await itemAbout(commentId)).id)
  if (!item.ok) throw new Error(item.message)
  return item.value.author
}

describe('the writer of a text in the queue', () => {
  const [yesterday, tomorrow] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000))

  test.each([
    ['without an end', null, true],
    ['with an end that has not come', tomorrow, true],
    ['that is over', yesterday, false],
  ])('under a suspension %s', async (_, suspendedUntil, suspended) => {
    const sol = await person('sol', 'reader')
    const commentId = await replyBy(sol, slug)
    expect((await writerOf(commentId)).suspended).toBe(false)
    await writer().measure.create({ data: { personId: sol.id, kind: 'suspended', reason: 'Enough.', at: new Date(0), until: suspendedUntil ?? null }, select: { id: true } })
    expect((await writerOf(commentId)).suspended).toBe(suspended)
  })

  test('has a page from the first published text on', async () => {
    const gus = await person('gus', 'reader')
    const commentId = await replyBy(gus, slug)
    expect((await writerOf(commentId)).hasPage).toBe(false)
    await publishedReplyBy(gus, cast.mo, slug)
    expect((await writerOf(commentId)).hasPage).toBe(true)
  })
})
