import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { carryOut, makeCast, refusalOf } from '../cast.ts'
import { director, factsOf, film, filmFacts, judge, minutes, minutesOf, presentOf, propose } from '../moderation/proposals/films.ts'
import { Prisma } from '#database'
import { ask } from '#lib/ask.ts'
import { publicReader } from '#lib/database.ts'
import { proposeAndApprove } from '#lib/moderation/proposals/propose-and-approve.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { mergeWorks } from '#lib/works/merge-works.ts'
import { postWorksOf, readWorkPosts } from '#lib/works/read-post-works.ts'
import { readWorkHistory } from '#lib/works/read-work-history.ts'
import { findWorkAddress, readWork } from '#lib/works/read-work.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => void (cast = await makeCast()))

/** Two pages about one film: the second says something that the first does not. */
async function twoPages() {
  const kept = await film(cast.mo)
  const { slug } = await carryOut(proposeAndApprove, cast.mo, {
    changes: filmFacts(undefined, minutes(101), director('Ann Other'), { key: 'genres/aaaaaaaa', now: { name: 'Drama', place: 0 }, source: 'a catalogue' }),
  })
  const { id } = await publicReader().publishedWork.findUniqueOrThrow({ where: { slug } })
  return { kept, gone: { id, slug } }
}

async function essayAbout(slug: string): Promise<string> {
  const { id } = await carryOut(createPost, cast.ada, { title: `On a film ${randomUUID()}`, body: 'It is one.', works: [{ work: slug, role: 'review', rating: '3.5', scale: '5' }] })
  await carryOut(publishPost, cast.ada, { postId: id })
  return id
}

test('both addresses lead to the page that stays, which says what it said and what it lacked', async () => {
  const { kept, gone } = await twoPages()
  await carryOut(mergeWorks, cast.mo, { workId: gone.id, into: `/works/${kept.slug}` })
  expect([await findWorkAddress(gone.slug), await findWorkAddress(kept.slug)]).toEqual([kept.slug, kept.slug])
  expect(await readWork(gone.slug)).toBeNull()
  const said = Object.values(await factsOf(kept.id)).map(({ value }) => value)
  expect(said).toEqual(expect.arrayContaining([{ minutes: 96, version: '' }, { minutes: 101, version: '' }, expect.objectContaining({ name: 'Lia Mora' }), expect.objectContaining({ name: 'Ann Other' }), { name: 'Drama', place: 0 }]))
  expect((await readWork(kept.slug))?.title).not.toContain(gone.slug)
})

test('essays about the page that went are about the one that stays', async () => {
  const { kept, gone } = await twoPages()
  const postId = await essayAbout(gone.slug)
  await carryOut(mergeWorks, cast.mo, { workId: gone.id, into: kept.slug })
  expect(await readWorkPosts(kept.id, undefined)).toMatchObject({ posts: [{ postId, role: 'review', rated: { rating: 3.5, scale: 5 } }], next: null })
  expect((await ask(postWorksOf(Prisma.sql`${postId}::uuid`))).map(({ slug }) => slug)).toEqual([kept.slug])
})

test('the history of both is one, and what waits about the one that went can be approved', async () => {
  const { kept, gone } = await twoPages()
  const proposed = await propose(cast.rae, gone.id, [{ key: 'countries/cccccccc', now: { name: 'Wales', place: 0 }, source: 'the end titles' }])
  await carryOut(mergeWorks, cast.mo, { workId: gone.id, into: kept.slug })
  expect((await judge(cast.mo, proposed, 'approve')).ok).toBe(true)
  expect((await factsOf(kept.id))['countries/cccccccc']?.value).toEqual({ name: 'Wales', place: 0 })
  const history = await readWorkHistory(kept.id, undefined)
  expect(history?.changes.map(({ cause }) => cause)).toEqual(['proposal', 'merge', 'proposal', 'proposal'])
})

test('a page that others were merged into can be merged itself, and no address leads over two', async () => {
  const [one, two] = [await twoPages(), await film(cast.mo)]
  await carryOut(mergeWorks, cast.mo, { workId: one.gone.id, into: one.kept.slug })
  await carryOut(mergeWorks, cast.mo, { workId: one.kept.id, into: two.slug })
  expect([await findWorkAddress(one.gone.slug), await findWorkAddress(one.kept.slug)]).toEqual([two.slug, two.slug])
  await carryOut(mergeWorks, cast.mo, { workId: two.id, into: (await film(cast.mo)).slug })
})

test('nothing is merged with itself, twice, or with what is not there', async () => {
  const { kept, gone } = await twoPages()
  expect((await refusalOf(mergeWorks, cast.mo, { workId: kept.id, into: kept.slug })).fields).toHaveProperty('into')
  expect((await refusalOf(mergeWorks, cast.mo, { workId: kept.id, into: 'no-such-film' })).fields).toHaveProperty('into')
  await carryOut(mergeWorks, cast.mo, { workId: gone.id, into: kept.slug })
  expect((await refusalOf(mergeWorks, cast.mo, { workId: gone.id, into: kept.slug })).code).toBe('not-found')
})

test.each(['rae', 'ada'] as const)('%s merges nothing', async (who) => {
  const { kept, gone } = await twoPages()
  expect((await refusalOf(mergeWorks, cast[who], { workId: gone.id, into: kept.slug })).code).toBe('forbidden')
  expect(await minutesOf(gone.id)).toBe(101)
  expect(await presentOf(gone.id)).toBeTruthy()
})
