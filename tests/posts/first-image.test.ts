import { expect, test } from 'vitest'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { SaidContent } from '#lib/posts/content-notes/content-notes.ts'
import { firstImage } from '#lib/posts/first-image.ts'
import { renderMarkdown } from '#lib/rendering/render-markdown.ts'

const nothing: SaidContent = { contentAnswer: 'none', contentNotes: null }
const found = (html: string, said = nothing) => firstImage({ html, contentNotes: readContentNotes(said) })

test('the first picture of an essay is found as our renderer writes it', () => {
  const { html } = renderMarkdown('Before.\n\n![Sea & "salt"](https://pictures.example/a.webp?b=1&c=2)\n\n![Second](https://pictures.example/d.webp)', 'essay', { remoteImages: true })
  expect(found(html)).toEqual({ url: 'https://pictures.example/a.webp?b=1&c=2', alt: 'Sea & "salt"' })
})

test.each([
  ['without a picture', '<p>None &lt;img src="x"></p>', nothing],
  ['that asks for a word of warning', '<img src="/media/a.webp" alt="">', { contentAnswer: 'notes' as const, contentNotes: [{ topic: 'Blood', degree: 'depicted' }] }],
  ['whose author would rather not say what is in it', '<img src="/media/a.webp" alt="">', { contentAnswer: 'withheld' as const, contentNotes: null }],
  ['whose only picture is folded', '<details><img src="/media/a.webp" alt=""></details>', nothing],
])('an essay %s has none to show before it is read', (_, html, notes) => {
  expect(found(html, notes)).toBeNull()
})
