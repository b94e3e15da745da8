import { expect, test } from 'vitest'
import { renderMarkdown } from '#lib/rendering/render-markdown.ts'
import { standInForRemote } from '#lib/rendering/stand-in-for-remote.ts'

const own = '/media/0123456789abcdef01234567-640x400.webp'
const render = (source: string) => standInForRemote(renderMarkdown(source, 'essay', { remoteImages: true }).html)

test('a picture that lives elsewhere is its description and its address', () => {
  const html = render('![A wall & a "door" <b>](https://old.example/a.png?b=1&c=2 "A caption | Ada")')
  expect(html).not.toContain('<img')
  expect(html).not.toContain('<b>')
  expect(html).toContain('<a href="https://old.example/a.png?b=1&#x26;c=2"')
  expect(html).toMatch(/A wall &(amp|#x26);? a (&#x22;|")door(&#x22;|") &lt;b&gt;/)
  expect(html).toContain('A caption')
})

test('our own pictures stay as they are', () => {
  const html = renderMarkdown(`![A wall](${own})`, 'essay').html
  expect(html).toContain('<img')
  expect(standInForRemote(html)).toBe(html)
})
