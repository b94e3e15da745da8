import { beforeAll, describe, expect, test } from 'vitest'
import { fromXml } from './parse-xml.ts'
import { decideNow, makeCast, replyBy } from '../cast.ts'
import { publishedEssay, unheardWord } from '../search/story.ts'
import { findAll, startSite, textOf } from './site.ts'

let site: Awaited<ReturnType<typeof startSite>>
let word: string
let essay: string
let comment: string
const nasty = '<script>alert(1)</script><mark>"'

beforeAll(async () => {
  const { ada, mo, rae } = await makeCast()
  word = unheardWord()
  const post = await publishedEssay(ada, { title: 'On glass', body: `Before.\n\n## The pane\n\n\`${nasty}\` and a ${word}.` })
  essay = post.path
  comment = await replyBy(rae, post.slug, '', `${nasty.replaceAll('<', '\\<')} ${word} too.`)
  await decideNow(mo, comment, 'approve')
  site = await startSite()
}, 300_000)

const get = (query: string) => fetch(`${site.url}/search${query}`)

async function read(query: string) {
  const response = await get(query)
  return { status: response.status, html: await response.text() }
}

describe('the page', () => {
  test('leads each result to its place, with the words marked and what somebody wrote left as text', async () => {
    const { status, html } = await read(`?q=${word}`)
    expect(status).toBe(200)
    const links = findAll(html, 'h2').flatMap((heading) => heading.children ?? []).map(({ properties }) => properties?.href)
    expect(links).toEqual([`${essay}#e-the-pane`, `/c/${comment}`])
    const snippets = findAll(html, 'p', ({ properties }) => /\bsearch-snippet\b/.test(String(properties?.className)))
    expect(snippets.map((snippet) => textOf(snippet).replace(/ : +/, ': '))).toEqual([`The pane: ${nasty} and a ${word}.`, `${nasty} ${word} too.`])
    expect(findAll(html, 'mark').map(textOf)).toEqual([word, word])
    expect(html).not.toContain(nasty)
  })

  test('keeps the question in its line, and asks engines not to keep the answer', async () => {
    const { html } = await read(`?q=${encodeURIComponent(`"${word}" -x`)}&kind=essay`)
    const [input] = findAll(html, 'input', ({ properties }) => properties?.id === 'search-q')
    expect(input?.properties?.value).toBe(`"${word}" -x`)
    expect(html).toMatch(/<meta name="robots" content="noindex, follow"/)
    expect(findAll(html, 'h2')).toHaveLength(1)
  })

  test('a place that a comment is found at is where it stands', async () => {
    expect((await fetch(`${site.url}/c/${comment}`)).url).toContain(`${essay}`)
    const { html } = { html: await (await fetch(site.url + essay)).text() }
    expect(findAll(html, 'h2', ({ properties }) => properties?.id === 'e-the-pane')).toHaveLength(1)
  })

  test.each([
    ['no question', '', 200, 'Words are found in all their forms'], ['an empty one', '?q=+', 200, 'Words are found in all their forms'],
    ['one said twice', '?q=a&q=b', 200, 'Words are found in all their forms'],
    ['nothing found', '?q=xyzzyplugh', 200, 'Nothing here has these words.'], ['nothing but signs', '?q=%3F%21', 422, 'There is no word in this search.'],
    ['one letter', '?q=a', 422, 'One letter stands in nearly every text.'], ['10,000 characters', `?q=${'a'.repeat(10_000)}`, 422, 'A search can hold 200 characters.'],
    ['thousands of operators', `?q=${'-%22or%22'.repeat(1_000)}`, 422, 'A search can hold 200 characters.'], ['only what must not be there', '?q=-film', 422, 'Please add a word that should.'],
    ['a tag of nothing', '?q=film&tag=nope', 422, 'No essay is filed under this tag.'], ['a person who is nobody', '?q=film&person=nope', 422, 'Nobody of this handle'],
    ['a year of letters', '?q=film&year=MMXX', 422, 'A year has four digits.'], ['a kind of nothing', '?q=film&kind=recipe', 422, 'There is no such kind'],
    ['a page of nothing', '?q=film&after=nope', 404, 'This page of the search does not exist.'], ['half a character', '?q=%EF%BF', 422, 'There is no word in this search.'], ['a lone surrogate', '?q=%ED%A0%80abc', 200, ''],
  ])('%s is answered in words, with the right status', async (_, query, status, words) => {
    const answer = await read(query)
    expect([answer.status, textOf({ type: 'root', children: findAll(answer.html, 'main') }).includes(words)]).toEqual([status, true])
    expect(answer.html).toContain('role="search"')
  })

  test('a question with a NUL in it is refused before anything reads it', async () => {
    expect((await get('?q=a%00b')).status).toBe(400)
  })
})

describe('the API', () => {
  const ask = async (query: string) => {
    const response = await fetch(`${site.url}/api/v1/search${query}`)
    return { status: response.status, body: await response.json() }
  }

  test('gives the same results, in pieces', async () => {
    const { status, body } = await ask(`?q=${word}&limit=1`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ begins: '', items: [{ kind: 'essay', url: `${essay}#e-the-pane`, title: [{ text: 'On glass', marked: false }], folded: false }] })
    expect(body.items[0].snippet).toContainEqual({ text: word, marked: true })
    expect((await ask(`?q=${word}&limit=1&after=${body.next}`)).body).toMatchObject({ next: null, items: [{ kind: 'comment', url: `/c/${comment}` }] })
  })

  test.each([['', 422], ['?q=', 422], ['?q=%3F', 422], ['?q=-film', 422], ['?q=film&after=nope', 404], ['?q=film&limit=0', 422], ['?q=film&order=oldest', 422], [`?q=${'a'.repeat(5_000)}`, 422]])(
    'refuses %s with %i', async (query, expected) => {
      const { status, body } = await ask(query)
      expect([status, body.status]).toEqual([expected, expected])
    },
  )
})

test('browsers are told how to search here, on every page', async () => {
  const page = await (await fetch(site.url)).text()
  const [link] = findAll(page, 'link', ({ properties }) => String(properties?.rel) === 'search')
  expect(link?.properties).toMatchObject({ type: 'application/opensearchdescription+xml', href: '/opensearch.xml', title: 'Afterword' })
  const response = await fetch(`${site.url}/opensearch.xml`)
  expect(response.headers.get('content-type')).toBe('application/opensearchdescription+xml; charset=utf-8')
  const [address] = fromXml(await response.text()).filter(({ name, attributes }) => name === 'Url' && attributes.type === 'text/html')
  const found = await fetch((address?.attributes.template ?? '').replace('{searchTerms}', encodeURIComponent(word)))
  expect(await found.text()).toContain(`/c/${comment}`)
})
