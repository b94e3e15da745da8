import { beforeAll, describe, expect, test } from 'vitest'
import { carryOut, decideNow, essayBy, makeCast, publishedReplyBy, replyBy } from '../cast.ts'
import { listComments } from '#lib/comments/list-comments.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => void (cast = await makeCast()))

async function readAll(slug: string, limit: number) {
  const pages: { ids: string[]; next: string | null }[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const page = await listComments(slug, { limit, ...(after && { after }) })
    if (!page.ok) throw new Error(page.message)
    pages.push({ ids: page.value.items.map(({ id }) => id), next: page.value.next })
    after = page.value.next
  }
  return pages
}

describe('the list of comments', () => {
  test('goes on where it stopped, whatever appears or goes in between', async () => {
    const { ada, mo, nia, rae } = cast
    const { slug } = await essayBy(ada)
    const ids: string[] = []
    for (let index = 0; index < 5; index++) ids.push(await publishedReplyBy(index % 2 ? nia : rae, mo, slug))
    const first = await listComments(slug, { limit: 2 })
    if (!first.ok || !first.value.next) throw new Error('There is a second page')
    await decideNow(mo, ids[1] ?? '', 'hide')
    const below = await publishedReplyBy(nia, mo, slug, ids[0])
    const second = await listComments(slug, { limit: 9, after: first.value.next })
    expect(second.ok && second.value.items.map(({ id }) => id)).toEqual(ids.slice(2))
    expect((await readAll(slug, 1)).flatMap((page) => page.ids)).toEqual([ids[0], below, ...ids.slice(2)])
  })

  test('goes on after a tombstone that is public no more, or never was', async () => {
    const { ada, mo, nia, rae } = cast
    const { slug } = await essayBy(ada)
    const undone = await replyBy(rae, slug)
    const { decisionId } = await decideNow(mo, undone, 'approve')
    const below = await publishedReplyBy(nia, mo, slug, undone)
    await carryOut(undoDecision, mo, { decisionId })
    const waiting = await replyBy(nia, slug)
    expect((await readAll(slug, 1)).flatMap((page) => page.ids)).toEqual([undone, below])
    expect(await listComments(slug, { after: waiting })).toMatchObject({ ok: false, code: 'invalid' })
    await decideNow(mo, below, 'hide')
    for (const after of [undone, below]) expect(await listComments(slug, { after })).toMatchObject({ ok: true, value: { items: [] } })
  })

  test('tells nothing of what waits in between, not even by where its pages begin', async () => {
    const { ada, mo, nia, rae } = cast
    const [quiet, busy] = [await essayBy(ada), await essayBy(ada)]
    const published = [await publishedReplyBy(rae, mo, busy.slug), '']
    const waiting = await replyBy(nia, busy.slug)
    published[1] = await publishedReplyBy(rae, mo, busy.slug)
    for (let index = 0; index < 2; index++) await publishedReplyBy(rae, mo, quiet.slug)
    const shape = (pages: Awaited<ReturnType<typeof readAll>>) => pages.map(({ ids, next }) => [ids.length, next === null ? null : next === ids.at(-1)])
    expect(shape(await readAll(busy.slug, 1))).toEqual(shape(await readAll(quiet.slug, 1)))
    const never = '0198c0de-0000-7000-8000-000000000000'
    const refusal = await listComments(busy.slug, { after: never })
    expect(await listComments(busy.slug, { after: waiting })).toEqual(refusal)
    await carryOut(withdrawComment, nia, { commentId: waiting })
    expect(await listComments(busy.slug, { after: waiting })).toEqual(refusal)
    expect(refusal).toMatchObject({ ok: false, code: 'invalid' })
  })

  test.each(['', 'x', '%', 'AQ', '0198c0de'])('knows no page after “%s”', async (after) => {
    const { slug } = await essayBy(cast.ada)
    expect(await listComments(slug, { after })).toMatchObject({ ok: false, code: 'invalid' })
  })
})
