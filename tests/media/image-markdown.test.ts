import fc from 'fast-check'
import { fromHtml } from 'hast-util-from-html'
import type { Element } from 'hast'
import { expect, test } from 'vitest'
import { imageMarkdown } from '#lib/media/image-markdown.ts'
import { renderMarkdown } from '#lib/rendering/render-markdown.ts'
import { noDescription } from '#lib/rendering/describe-images.ts'
import { visibleText } from '#lib/rendering/visible-text.ts'
import { eachElement } from '#lib/rendering/walk-tree.ts'

const url = '/media/0123456789abcdef01234567-1600x900.webp'
const plain = { url, alt: '', decoration: false, caption: '', credit: '' }

test.each([
  [{ ...plain, alt: 'A river' }, `![A river](${url})`],
  [plain, `![](${url})`],
  [{ ...plain, alt: 'What was typed before', decoration: true }, `![decoration](${url})`],
  [{ ...plain, alt: 'A "river" [1]', caption: 'By "night"', credit: 'Ada' }, String.raw`![A "river" \[1\]](${url} "By \"night\" | Ada")`],
  [{ ...plain, alt: 'a', credit: 'Ada' }, `![a](${url} "| Ada")`],
  [{ ...plain, alt: 'a\nb', caption: ' c\n\nd ' }, `![a b](${url} "c d")`],
  [{ ...plain, alt: 'a', caption: 'A | B' }, String.raw`![a](${url} "A \\| B")`],
])('%j', (words, markdown) => {
  expect(imageMarkdown(words)).toBe(markdown)
})

function shown(markdown: string): { alt: string; caption: string } {
  const tree = fromHtml(renderMarkdown(markdown, 'essay').html, { fragment: true })
  let [alt, caption, images] = ['', '', 0]
  eachElement(tree, (element: Element) => {
    if (element.tagName === 'img') [alt, images] = [String(element.properties.alt), images + 1]
    if (element.tagName === 'figcaption') caption = visibleText(element)
  })
  expect(images).toBe(1)
  return { alt, caption }
}

const words = fc.string({ unit: fc.constantFrom(...'ab |"\\*_[]()!<>&;#`~'), maxLength: 20 })

test('whatever is said of an image is what is read of it', () => {
  fc.assert(fc.property(words, (alt) => {
    const said = alt.replace(/\s+/g, ' ').trim()
    expect(shown(imageMarkdown({ ...plain, alt })).alt).toBe(said || noDescription)
  }), { numRuns: 1000 })
})

test('whatever is said under an image neither ends it nor becomes the credit', () => {
  fc.assert(fc.property(words, (caption) => {
    const { caption: read } = shown(imageMarkdown({ ...plain, alt: 'a', caption, credit: 'Ada' }))
    expect(read.endsWith('Ada')).toBe(true)
    const html = renderMarkdown(imageMarkdown({ ...plain, alt: 'a', caption }), 'essay').html
    expect(html).not.toContain('class="credit"')
  }), { numRuns: 1000 })
})
