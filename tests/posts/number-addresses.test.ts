import { describe, expect, test } from 'vitest'
import { renderMarkdown } from '#lib/rendering/render-markdown.ts'
import { numberAddresses } from '#lib/posts/number-addresses.ts'

const of = (source: string) => numberAddresses(renderMarkdown(source, 'essay').html, 'https://here.example')
const numbersOf = (html: string) => [...html.matchAll(/data-address="(\d+)"/g)].map(([, number]) => Number(number))

test('the same address has one number, however often it is linked', () => {
  const { html, addresses } = of('[a](https://a.example/x) [b](https://b.example) [a](https://a.example/x) [home](/posts/y)')
  expect(addresses).toEqual(['https://a.example/x', 'https://b.example/', 'https://here.example/posts/y'])
  expect(numbersOf(html)).toEqual([1, 2, 1, 3])
})

test('links within the text have none', () => {
  const { html, addresses } = of('A claim.[^1] See [above](#there).\n\n## There\n\n[^1]: A note with [a source](https://source.example).')
  expect(addresses).toEqual(['https://source.example/'])
  expect(numbersOf(html)).toEqual([1])
})

describe('whatever an address holds, it is read as a browser would, and the text stays as it was', () => {
  test.each([
    ['https://a.example/?a=1&b=2', 'https://a.example/?a=1&b=2'],
    ['https://a.example/?q=%22x%22', 'https://a.example/?q=%22x%22'],
    ['https://ä.example/ö', 'https://xn--4ca.example/%C3%B6'],
  ])('%s', (written, shown) => {
    const { html } = renderMarkdown(`[x](<${written}> "a > b & \\"c\\"") and more`, 'essay')
    const numbered = numberAddresses(html, '')
    expect(numbered.addresses).toEqual([shown])
    expect(numbered.html.replace(' data-address="1"', '')).toBe(html)
  })
})

test('what looks like a link in a text is text', () => {
  const source = 'Write `<a href="https://no.example">`, and never `<details><summary>Spoiler`.'
  const { html } = renderMarkdown(source, 'essay')
  expect(numberAddresses(html, '')).toEqual({ html, addresses: [] })
})

test('a fold that is called a spoiler is marked as one, others are not', () => {
  const folded = (summary: string) => `<details><summary>${summary}</summary><p>The butler.</p></details>`
  for (const summary of ['Spoiler', 'spoilers for the end', '<em>Spoiler</em>: who it was']) expect(numberAddresses(folded(summary), '').html, summary).toContain('<details data-spoiler="block">')
  for (const summary of ['The recipe', 'No spoilers here']) expect(numberAddresses(folded(summary), '').html, summary).not.toContain('data-spoiler')
})

test('a fold that is marked already stays as it is: words in their line, and passages', () => {
  const { html } = renderMarkdown('He ||drowns||.\n\n:::spoiler\nIn the lake.\n:::', 'essay')
  expect(html).toContain('<details data-spoiler="inline"><summary>spoiler')
  expect(html).toContain('<details data-spoiler="block">')
  expect(numberAddresses(html, '').html).toBe(html)
})
