import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { ask } from '#lib/ask.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { readPost } from '#lib/posts/read-post.ts'
import { relatedTo } from '#lib/posts/read-related.ts'
import { addToSeries } from '#lib/posts/series/add-to-series.ts'
import { createSeries } from '#lib/posts/series/create-series.ts'
import { writer } from '#lib/database.ts'
import { carryOut, makeCast } from '../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

async function essay(title: string, body: string, tags: string[] = []) {
  const post = await carryOut(createPost, cast.ada, { title, body, slug: `${title.toLowerCase().replaceAll(' ', '-')}-${randomUUID().slice(0, 8)}`, tags: tags.map((slug) => ({ slug, name: slug })) })
  await carryOut(publishPost, cast.ada, { postId: post.id })
  return post
}

const slugsAfter = async (slug: string) => (await ask(relatedTo((await readPost(slug))?.id ?? '', []))).map((post) => post.slug)

const lighthouse = 'The lighthouse keeper trims the lantern, winds the clockwork, polishes the lens and writes the weather into the journal; fog and reef and harbour, lantern and lens.'
const bread = 'Sourdough wants patience, flour, water, an oven and a cold kitchen; the baker kneads the dough at dawn, and the crust sings.'

test('essays on the same thing find each other by their words, whatever their tags', async () => {
  const one = await essay('Keeping a light', lighthouse, ['sea'])
  const two = await essay('The lantern room', `Once more: ${lighthouse.toLowerCase()}`, ['work'])
  const other = await essay('Dough', bread, ['kitchen'])
  expect(await slugsAfter(one.slug)).toEqual([two.slug])
  expect(await slugsAfter(two.slug)).toEqual([one.slug])
  expect(await slugsAfter(other.slug)).toEqual([])
})

test('most shared tags come first; among those, the likest text; three at most', async () => {
  const of = (title: string, tags: string[], body = bread.replaceAll(/\w{6,}/g, () => randomUUID().replaceAll(/[^a-f]/g, 'x'))) => essay(title, body, tags)
  const mine = await essay('Of clocks', 'Escapement, pendulum, mainspring, balance, pallet, verge, fusee: the watchmaker names them while the pendulum swings.', ['time', 'craft'])
  const one = await of('Of time alone', ['time'])
  const both = await of('Of both', ['time', 'craft'])
  const like = await of('Of craft and words', ['craft'], 'Escapement, pendulum, mainspring, balance, pallet, verge and fusee, said the watchmaker.')
  await of('Of nothing shared', ['elsewhere'])
  await of('Of time again', ['time'])
  const related = await slugsAfter(mine.slug)
  expect(related).toHaveLength(3)
  expect(related.slice(0, 2)).toEqual([like.slug, both.slug])
  expect(related).not.toContain(one.slug)
})

test('parts of the same series are not named a second time', async () => {
  const [first, second, third] = [await essay('Glaze one', 'Kiln.', ['pots']), await essay('Glaze two', 'Kiln.', ['pots']), await essay('Glaze three', 'Kiln.', ['pots'])]
  const series = await carryOut(createSeries, cast.ada, { title: 'Glazes' })
  for (const { id: postId } of [first, second]) await carryOut(addToSeries, cast.ada, { seriesId: series.id, postId })
  expect(await slugsAfter(first.slug)).toEqual([third.slug])
  expect((await slugsAfter(third.slug)).toSorted()).toEqual([first.slug, second.slug].toSorted())
})

test('nothing that no list may name is named here', async () => {
  const shown = await essay('Ferns', 'Frond, spore, stipe, rachis, pinna, sorus, crozier.', ['ferns'])
  for (const state of ['unlisted', 'draft', 'archived'] as const) {
    const hidden = await essay(`Ferns ${state}`, 'Frond, spore, stipe, rachis, pinna, sorus, crozier.', ['ferns'])
    await writer().post.update({ where: { id: hidden.id }, data: { state }, select: { id: true } })
  }
  expect(await slugsAfter(shown.slug)).toEqual([])
})
