import { describe, expect, test } from 'vitest'
import { renderMarkdown } from '#lib/rendering/render-markdown.ts'

const essay = (source: string) => renderMarkdown(source, 'essay').html.trim()
const comment = (source: string) => renderMarkdown(source, 'comment', { idPrefix: '7' }).html.trim()
const rel = 'rel="nofollow ugc noopener noreferrer"'

describe('an essay', () => {
  test.each([
    ['a first-level heading becomes the second, for the title is the first', '# The room', '<h2 id="e-the-room">The room</h2>'],
    ['levels below the fourth become the fourth', '##### Deep', '<h4 id="e-deep">Deep</h4>'],
    ['HTML stays visible as it was typed', 'a <b>c</b>', '<p>a &#x3C;b>c&#x3C;/b></p>'],
    ['quotation marks and hyphens stay as typed', '"a" -- b...', '<p>"a" -- b...</p>'],
    ['a new line is a space', 'a\nb', '<p>a\nb</p>'],
    ['text can be struck through', '~~a~~', '<p><s>a</s></p>'],
    ['links abroad cannot reach back', '[a](https://e.org/)', '<p><a href="https://e.org/" rel="noopener">a</a></p>'],
    ['links at home stay plain', '[a](/posts/b)', '<p><a href="/posts/b">a</a></p>'],
    ['a bare address becomes a link', 'https://e.org/a', '<p><a href="https://e.org/a" rel="noopener">https://e.org/a</a></p>'],
    ['a file name does not', 'readme.md', '<p>readme.md</p>'],
    ['our own images are shown', 'b ![a](/media/x.webp)', '<p>b <img src="/media/x.webp" alt="a" decoding="async"></p>'],
    ['an image by itself is a figure', '![a](/media/x.webp)', '<figure><img src="/media/x.webp" alt="a" decoding="async"></figure>'],
    ['its title is its caption', '![a](/media/x.webp "b")', '<figure><img src="/media/x.webp" alt="a" decoding="async"><figcaption>b</figcaption></figure>'],
    ['a figure may be a link', '[![a](/media/x.webp "b")](/c)', '<figure><a href="/c"><img src="/media/x.webp" alt="a" decoding="async"></a><figcaption>b</figcaption></figure>'],
    ['images from elsewhere become links', 'b ![a](https://e.org/x.png)', '<p>b <a href="https://e.org/x.png" rel="noopener">a</a></p>'],
    ['other paths of ours are no images', 'b ![a](/api/v1/x)', '<p>b <a href="/api/v1/x">a</a></p>'],
    ['not even by detours', 'b ![a](/media/../api/x)', '<p>b <a href="/media/../api/x">a</a></p>'],
    ['scripts in links stay text', '[a](javascript:alert(1))', '<p>[a](javascript:alert(1))</p>'],
    ['data in links stays text', '[a](data:text/html,x)', '<p>[a](data:text/html,x)</p>'],
    ['code keeps its language', '```ts\na\n```', '<pre tabindex="0"><code class="language-ts">a\n</code></pre>'],
  ])('%s', (_, source, html) => expect(essay(source)).toBe(html))

  test('tables keep their alignment without a style attribute', () => {
    const html = essay('| a | b |\n|---|--:|\n| 1 | 2 |')
    expect(html).toContain('<th class="align-right" scope="col">b</th>')
    expect(html).not.toContain('style')
  })

  test('imported essays may show images from elsewhere, over https', () => {
    const html = renderMarkdown('![a](http://e.org/x.png)', 'essay', { remoteImages: true }).html
    expect(html).toContain('<img src="https://e.org/x.png" alt="a"')
  })

  test('headings are listed with addresses that never meet', () => {
    const source = '## Same\n\n## Same\n\n### *Light* and `dark`\n\n## 日本語\n\n## 🙂\n\n## fn1[^1]\n\n[^1]: note'
    expect(renderMarkdown(source, 'essay').headings).toEqual([
      { id: 'e-same', text: 'Same', level: 2 },
      { id: 'e-same-1', text: 'Same', level: 2 },
      { id: 'e-light-and-dark', text: 'Light and dark', level: 3 },
      { id: 'e-日本語', text: '日本語', level: 2 },
      { id: 'e-section', text: '🙂', level: 2 },
      { id: 'e-fn1-1', text: 'fn1', level: 2 },
    ])
  })

  test('the text is what a reader reads, and its words are counted in any script', () => {
    const { text, words } = renderMarkdown('## One two\n\nthree[^1] *four*\n\n- five\n- 你好世界\n\n[^1]: six', 'essay')
    expect(text).toBe('One two\nthree four\nfive\n你好世界\nsix')
    expect(words).toBe(8)
  })
})

describe('a footnote', () => {
  const html = essay('a[^x] b[^x] c[^y]\n\n[^x]: first\n[^y]: second')

  test('is numbered where it is mentioned, and says so to those who cannot see it', () => {
    expect(html).toContain('a<sup class="footnote-ref"><a href="#e-fn1" id="e-fnref1" role="doc-noteref" aria-label="Note 1">1</a></sup>')
    expect(html).toContain('href="#e-fn2" id="e-fnref2" role="doc-noteref" aria-label="Note 2">2</a>')
  })

  test('leads back to each mention', () => {
    expect(html).toContain('href="#e-fnref1" role="doc-backlink" aria-label="Back to note 1 in the text"')
    expect(html).toContain('href="#e-fnref1-2" role="doc-backlink" aria-label="Back to mention 2 of note 1 in the text"')
  })

  test('stands at the end in a section that is named', () => {
    expect(html).toContain('<section class="footnotes" role="doc-endnotes" aria-label="Notes"><ol><li id="e-fn1">')
  })

  test('of one comment never shares an id with that of another, or of the essay', () => {
    const source = 'a[^1]\n\n[^1]: note'
    expect(comment(source)).toContain('<li id="c-7-fn1">')
    expect(comment(source)).toContain('href="#c-7-fnref1" role="doc-backlink"')
    expect(renderMarkdown(source, 'comment', { idPrefix: '8' }).html).toContain('id="c-8-fn1"')
  })
})

describe('a comment', () => {
  test.each([
    ['a new line is a new line', 'a\nb', '<p>a<br>\nb</p>'],
    ['headings are small and carry no address', '# A\n\n###### B', '<h4>A</h4>\n<h5>B</h5>'],
    ['links are of no use to search engines', '[a](https://e.org/)', `<p><a href="https://e.org/" ${rel}>a</a></p>`],
    ['links on this site as well', '[a](/posts/b)', `<p><a href="/posts/b" ${rel}>a</a></p>`],
    ['a link shows no hidden words', '[a](https://e.org/ "hidden")', `<p><a href="https://e.org/" ${rel}>a</a></p>`],
    ['no image loads', '![a](/media/x.webp)', `<p><a href="/media/x.webp" ${rel}>a</a></p>`],
    ['an image without words is named', '![](https://e.org/x.png)', `<p><a href="https://e.org/x.png" ${rel}>image</a></p>`],
    ['a note has its own place, not one within the line', 'a^[b]', '<p>a^[b]</p>'],
    ['pipes are pipes', '| a |\n|---|\n| b |', '<p>| a |<br>\n|---|<br>\n| b |</p>'],
  ])('%s', (_, source, html) => expect(comment(source)).toBe(html))
})

test.each(['comment', 'essay'] as const)('a link in %s has no name and password in front of its host', (profile) => {
  const { html } = renderMarkdown('[your bank](https://a-bank.example:in@elsewhere.example/x?a=b@c), [mail](mailto:rae@example.org)', profile)
  expect(html).toContain('href="https://elsewhere.example/x?a=b@c"')
  expect(html).toContain('href="mailto:rae@example.org"')
})

test('what nests too deeply for the reader is shown as it was typed, whole', () => {
  expect(essay('>'.repeat(300) + ' the end')).toBe(`<p>${'>'.repeat(300)} the end</p>`)
  expect(essay(Array.from({ length: 80 }, (_, step) => '  '.repeat(step) + '- a').join('\n') + '\nthe end')).toContain('the end')
})
