import { beforeAll, describe, expect, test } from 'vitest'
import { changeGuidelines } from '#lib/house/change-guidelines.ts'
import { addToSeries } from '#lib/posts/series/add-to-series.ts'
import { createSeries } from '#lib/posts/series/create-series.ts'
import { carryOut, makeCast } from '../cast.ts'
import { find, paths, publishedEssay, say, unheardWord } from './story.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => void (cast = await makeCast()))

describe('a series', () => {
  test('is found by its name and what is said of it, once it has an essay that readers see', async () => {
    const [name, about] = [unheardWord(), unheardWord()]
    const { id: seriesId, slug } = await carryOut(createSeries, cast.ada, { title: `Notes on ${name}`, description: `All about windows and ${about}.` })
    expect(await paths(name)).toEqual([])
    const { id: postId } = await publishedEssay(cast.ada, { title: 'A part' })
    await carryOut(addToSeries, cast.ada, { seriesId, postId })
    for (const q of [name, about, `${about} window`]) expect(await paths(q), q).toEqual([`/series/${slug}`])
    const { results } = await find(`${about} window`)
    expect(results.map(({ kind, title, snippet, at }) => [kind, say(title), say(snippet), at])).toEqual([['series', `Notes on ${name}`, `All about [windows] and [${about}].`, null]])
    expect(await paths({ q: name, kind: 'series' })).toHaveLength(1)
    expect(await paths({ q: name, kind: 'essay' })).toEqual([])
    expect(await paths({ q: name, order: 'newest' })).toEqual([])
    expect(await paths({ q: name, year: '2026' })).toEqual([])
  })

  test('stands before comments, and pages go on behind it', async () => {
    const word = unheardWord()
    for (let count = 0; count < 3; count++) {
      const { id: seriesId } = await carryOut(createSeries, cast.ada, { title: `The ${word}, ${count}` })
      const { id: postId } = await publishedEssay(cast.ada, { body: `Some ${word}.` })
      await carryOut(addToSeries, cast.ada, { seriesId, postId })
    }
    const seen: string[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page = await find(word, { after, limit: 2 })
      seen.push(...page.results.map(({ path }) => path))
      after = page.next
    }
    expect(new Set(seen).size).toBe(6)
    expect(seen).toHaveLength(6)
    expect(seen.filter((path) => path.startsWith('/series/'))).toHaveLength(3)
  })
})

test('the guidelines are found among the pages, as they are now and no longer as they were', async () => {
  expect(await paths({ q: 'moderator passage marked', kind: 'page' })).toEqual(expect.arrayContaining([expect.stringMatching(/^\/guidelines(#|$)/)]))
  const word = unheardWord()
  const { id } = await carryOut(changeGuidelines, cast.ida, { body: `## On ${word}\n\nBe kind to windows.`, basedOn: '' })
  const { results } = await find(`${word} window`)
  expect(results.map(({ kind, path, title }) => [kind, path.split('#', 1)[0], say(title)])).toEqual([['page', '/guidelines', 'How this conversation is kept']])
  expect(await paths({ q: word, order: 'newest' })).toHaveLength(1)
  expect(await paths({ q: word, tag: '', person: cast.ada.handle }).catch(() => [])).toEqual([])
  await carryOut(changeGuidelines, cast.ida, { body: 'Be kind.', basedOn: id })
  expect(await paths(word)).toEqual([])
})
