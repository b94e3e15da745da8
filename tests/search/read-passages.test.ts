import { describe, expect, test } from 'vitest'
import { renderMarkdown, sanitiseHtml } from '#lib/rendering/render-markdown.ts'
import { readPassages } from '#lib/search/read-passages.ts'

const essay = (markdown: string) => readPassages(renderMarkdown(markdown, 'essay').html)

describe('a text in passages', () => {
  test('each block is one, and says under which heading it stands', () => {
    expect(essay('First.\n\n## The room\n\nA *window* &amp; a door.\n\n- one\n- two')).toEqual([
      { text: 'First.', folded: false, anchor: null, section: '' },
      { text: 'A window & a door.', folded: false, anchor: 'e-the-room', section: 'The room' },
      { text: 'one', folded: false, anchor: 'e-the-room', section: 'The room' },
      { text: 'two', folded: false, anchor: 'e-the-room', section: 'The room' },
    ])
  })

  test('a note leads to itself, and its number is no part of the text', () => {
    const passages = essay('Read this.[^1]\n\n## Later\n\nMore.\n\n[^1]: The fine print.')
    expect(passages.map(({ text, anchor }) => [text, anchor])).toEqual([['Read this.', null], ['More.', 'e-later'], ['The fine print.', 'e-fn1']])
  })

  test('what is folded is folded with its headings; what one sees of it is not', () => {
    const { html } = sanitiseHtml(
      '<h2>Plot</h2><details><summary>The ending</summary><h3>The butler did it</h3><p>With a <em>rope</em>.</p></details><p>Afterwards.</p>', 'essay')
    expect(readPassages(html)).toEqual([
      { text: 'The ending', folded: false, anchor: 'e-plot', section: 'Plot' },
      { text: 'The butler did it', folded: true, anchor: 'e-plot', section: 'Plot' },
      { text: 'With a rope.', folded: true, anchor: 'e-plot', section: 'Plot' },
      { text: 'Afterwards.', folded: false, anchor: 'e-plot', section: 'Plot' },
    ])
  })

  test('one folded part in another is folded, summary and all', () => {
    const { html } = sanitiseHtml('<details><summary>Seen</summary><details><summary>Inner</summary><p>Deep.</p></details></details>', 'essay')
    expect(readPassages(html).filter(({ folded }) => !folded).map(({ text }) => text)).toEqual(['Seen'])
  })

  test('signs of markup in the text are text', () => {
    expect(essay('He wrote `<script>alert("x")</script>` & <mark> \\> "quotes".')[0]?.text).toContain('<script>alert("x")</script>')
  })

  test('all of what the renderer says one reads is there, in order', () => {
    const source = '# One\n\ntext\n\n> quote\n\n```js\nif (a < b && c > d) {}\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## Two\n\nend\n'
    const { html, text } = renderMarkdown(source, 'essay')
    const words = (all: string) => all.replace(/\s+/g, ' ').trim()
    const read = readPassages(html).map((passage) => passage.text).join(' ')
    for (const word of words(text).split(' ')) if (!['One', 'Two'].includes(word)) expect(read).toContain(word)
  })

  test('the longest text takes no longer than its length', () => {
    const html = `<p>${'<em>a</em> '.repeat(60_000)}</p>`
    const began = performance.now()
    expect(readPassages(html)).toHaveLength(1)
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})
