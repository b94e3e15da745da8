import { fromHtml } from 'hast-util-from-html'
import { beforeAll, describe, expect, test } from 'vitest'
import { createPost } from '#lib/posts/create-post.ts'
import { agreeingFacts } from '#lib/posts/publishing/advice/agreeing-facts.ts'
import type { Check, Checked, CheckedWork } from '#lib/posts/publishing/advice/advice.ts'
import { describedImages } from '#lib/posts/publishing/advice/described-images.ts'
import { headingOrder } from '#lib/posts/publishing/advice/heading-order.ts'
import { deadLinks, emptyLinks } from '#lib/posts/publishing/advice/leading-links.ts'
import { namedTopics } from '#lib/posts/publishing/advice/named-topics.ts'
import { readAdvice } from '#lib/posts/publishing/advice/read-advice.ts'
import { renderMarkdown } from '#lib/rendering/render-markdown.ts'
import { carryOut, essayBy, makeCast, person } from '../../cast.ts'

const nothing: Checked = { tree: { type: 'root', children: [] }, text: '', contentNotes: { answer: 'none', notes: [] }, deadLinks: [], works: [] }

/** An essay as its check gets it. */
function written(markdown: string, more: Partial<Checked> = {}): Checked {
  const { html } = renderMarkdown(markdown, 'essay')
  return { ...nothing, tree: fromHtml(html, { fragment: true }), text: markdown, ...more }
}

const found = (check: Check, essay: Checked) => check(essay).flatMap((advice) => advice.found.map(({ words }) => words))

describe('pictures are described', () => {
  test.each([['![A lake](/media/3f9c0b3f9c0b3f9c0b3f9c0b-16x10.webp)', 0], ['![decoration](/media/3f9c0b3f9c0b3f9c0b3f9c0b-16x10.webp)', 0], ['![](/media/3f9c0b3f9c0b3f9c0b3f9c0b-16x10.webp)', 1]])('%s', (markdown, count) => {
    expect(describedImages(written(markdown))).toHaveLength(count)
  })
})

describe('headings go down by one', () => {
  test.each([
    ['## A\n\n### B\n\n#### C\n\n## D', []],
    ['### A\n\n## B', ['A']],
    ['## A\n\n#### B\n\n### C', ['B']],
    ['no headings', []],
  ])('%j', (markdown, skipped) => {
    expect(found(headingOrder, written(markdown))).toEqual(skipped)
  })
})

describe('links have words and lead somewhere', () => {
  test.each([
    ['[a word](https://example.org)', []],
    ['[](https://example.org/nothing)', ['https://example.org/nothing']],
    ['[![A lake](/media/3f9c0b3f9c0b3f9c0b3f9c0b-16x10.webp)](https://example.org)', []],
    ['see [there](#no-such-part)', ['there']],
    ['a note[^1]\n\n[^1]: Here.', []],
  ])('%j', (markdown, expected) => {
    expect(found(emptyLinks, written(markdown))).toEqual(expected)
  })

  test('what was found to be dead is said', () => {
    expect(found(deadLinks, written('', { deadLinks: [{ words: '/posts/gone', near: '' }] }))).toEqual(['/posts/gone'])
  })
})

describe('each leads to the words by which its place is found', () => {
  test.each<[string, Check, string, string]>([
    ['a heading', headingOrder, '## One\n\n#### A heading of *many* words that goes on and on', 'A heading of many words that goes on'],
    ['a picture, by what stands before it', describedImages, 'It rained.\n\n![](/media/3f9c0b3f9c0b3f9c0b3f9c0b-16x10.webp)\n\nIt stopped.', 'It rained.'],
    ['a picture at the beginning, by what stands after it', describedImages, '![](/media/3f9c0b3f9c0b3f9c0b3f9c0b-16x10.webp)\n\nIt stopped.', 'It stopped.'],
    ['a link without words, by its paragraph', emptyLinks, 'See this [](https://example.org/nothing) once.', 'See this once.'],
    ['a picture and nothing else', describedImages, '![](/media/3f9c0b3f9c0b3f9c0b3f9c0b-16x10.webp)', ''],
  ])('%s', (_, check, markdown, near) => {
    expect(check(written(markdown)).flatMap((advice) => advice.found.map((each) => each.near))).toEqual([near])
  })
})

describe('topics are named', () => {
  const about = 'Her suicide comes late. Nobody speaks of suicide there.'
  test('one that the text speaks of twice is asked after, until it is named or its author would rather not say', () => {
    expect(namedTopics(written(about))[0]?.sentence).toContain('self-harm')
    expect(namedTopics(written(about, { contentNotes: { answer: 'notes', notes: [{ topic: 'self-harm', words: 'self-harm', degree: 'discussed' }] } }))).toEqual([])
    expect(namedTopics(written(about, { contentNotes: { answer: 'withheld', notes: [] } }))).toEqual([])
  })

  test('a figure of speech is none', () => {
    expect(namedTopics(written('It was murder to get tickets.'))).toEqual([])
  })

  test('nothing said is said', () => {
    expect(namedTopics(written('A text.', { contentNotes: { answer: 'unsaid', notes: [] } }))).toHaveLength(1)
    expect(namedTopics(written('A text.'))).toEqual([])
  })
})

describe('facts agree with the page of the work', () => {
  const work: CheckedWork = { title: 'The Quiet Hour', titles: ['The Quiet Hour', 'L’Heure calme'], path: '/works/the-quiet-hour', main: true, minutes: [104], years: [1979], directors: ['Ana Torrent'] }
  test.each([
    ['The Quiet Hour runs 104 minutes.', []],
    ['The Quiet Hour takes 98 minutes and no more.', ['The Quiet Hour takes 98 minutes and no more.']],
    ['The running time is 98 minutes.', ['The running time is 98 minutes.']],
    ['The first ten minutes of The Quiet Hour, all 10 minutes, are silent.', []],
    ['I waited 90 minutes for the bus.', []],
    ['The Quiet Hour (1979) and L’Heure calme (1980).', ['L’Heure calme (1980']],
    ['The Quiet Hour was directed by Ana Torrent.', []],
    ['The Quiet Hour was directed by Torrent.', []],
    ['The Quiet Hour was directed by Jean Vigo, people say.', ['The Quiet Hour was directed by Jean Vigo, people say.']],
  ])('%s', (text, expected) => {
    expect(agreeingFacts({ ...nothing, text, works: [work] }).flatMap((advice) => advice.found.map(({ words }) => words))).toEqual(expected.map((each) => (each.endsWith('1980') ? `${each})` : each)))
  })

  test('a page that says nothing contradicts nothing', () => {
    expect(agreeingFacts({ ...nothing, text: 'The Quiet Hour (1980) runs 98 minutes, directed by Jean Vigo.', works: [{ ...work, minutes: [], years: [], directors: [] }] })).toEqual([])
  })
})

describe('what is looked up', () => {
  let cast: Awaited<ReturnType<typeof makeCast>>
  beforeAll(async () => {
    cast = await makeCast()
  })

  test('links to what nobody can read are dead, and others are not', async () => {
    const [live, draft] = [await essayBy(cast.ada), await carryOut(createPost, cast.ada, { title: 'Not yet', body: 'A text.' })]
    const body = [
      `[a](/posts/${live.slug})`, `[b](/posts/${draft.slug})`, '[c](/posts/no-such-essay#part)', `[d](/people/${cast.ada.handle})`, '[e](/people/nobody-here)', '[f](/tags/no-such-tag)',
      '[g](/)', '[h](/search?q=x)', '[i](/2012/03/old)', '[j](https://example.org/posts/x)', '[k](https://afterword.example/posts/none)', '[l](/works/no-such-work)', '[m](/c/not-an-id)',
    ].join(' ')
    const { id } = await carryOut(createPost, cast.ada, { title: 'With links', body, contentNotes: [] })
    const [advice] = await readAdvice(cast.ada, id, 'https://afterword.example')
    expect(advice?.found.map(({ words }) => words)).toEqual([`/posts/${draft.slug}`, '/posts/no-such-essay#part', '/people/nobody-here', '/tags/no-such-tag', '/2012/03/old', '/posts/none', '/works/no-such-work', '/c/not-an-id'])
  })

  test('nobody else is told anything about a draft', async () => {
    const { id } = await carryOut(createPost, cast.ada, { title: 'T', body: '[](/posts/none)' })
    expect(await readAdvice(cast.ada, id, 'https://afterword.example')).not.toEqual([])
    for (const viewer of [cast.rae, cast.mo, await person('ann', 'author')]) expect(await readAdvice(viewer, id, 'https://afterword.example')).toEqual([])
  })
})
