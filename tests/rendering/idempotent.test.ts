import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkText } from '#lib/rendering/check-text.ts'
import { renderMarkdown, sanitiseHtml } from '#lib/rendering/render-markdown.ts'

const url = '/media/0123456789abcdef01234567-1600x900.webp'

/** What authors write, as pieces that can stand in any order. */
const blocks = [
  'A paragraph with *emphasis*, **weight**, `code` and ~~a mistake~~.', '## A heading', '### A heading with *emphasis*', '> A quotation\n> of two lines', '- one\n- two\n  - three', '3. three\n4. four',
  `![A river](${url} "By *night* | Ada")`, `Inline ![seen](${url}) image`, `![](${url})`, `![decoration](${url})`, '[![a](/media/0123456789abcdef01234567-40x30.webp "b")](/c)', '![far](https://e.org/x.png)',
  'A note[^1] and again[^1].', '[^1]: What it says, with a [link](https://e.org/a?b=c&d).', '| a | b |\n|---|--:|\n| 1 | 2 |', '```ts\nconst a = "<b>"\n```', '    indented', '***', 'a ||secret|| b', ':::spoiler The end\nHe dies.\n\n## Folded\n:::',
  'Line with a break  \nand more', '<b>not HTML</b> &amp; &lt;', '“Quotes” — and ‘dashes’… 日本語 עברית', 'https://e.org/a_b', '[ref]: https://e.org "T"\n\n[ref]', '\\*escaped\\*', 'a\u202eb', 'e\u0301',
  '[^2]: Said twice.\nA note[^2] and again[^2].\n[^2]: Said twice.',
]
const anyText = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...blocks) }, fc.string({ maxLength: 20 }), fc.string({ unit: 'grapheme', maxLength: 12 })), { minLength: 1, maxLength: 12 })
  .chain((parts) => fc.constantFrom('\n\n', '\n', ' ').map((between) => parts.join(between)))

describe('rendering again what was rendered', () => {
  test('begins with the source that was kept: looked at again it stays as it is', () => {
    fc.assert(fc.property(anyText, (raw) => {
      const kept = checkText(raw, 'essay')
      if (!kept.ok) return
      expect(checkText(kept.text, 'essay')).toEqual(kept)
    }), { numRuns: 500 })
  })

  test('from the page itself gives the same page, as when an export comes in', () => {
    fc.assert(fc.property(anyText, (raw) => {
      const once = renderMarkdown(raw, 'essay', { remoteImages: true })
      expect(sanitiseHtml(once.html, 'essay', { remoteImages: true })).toEqual(once)
    }), { numRuns: 500 })
  })

  test.each(blocks)('%s', (source) => {
    const once = renderMarkdown(source, 'essay', { remoteImages: true })
    expect(sanitiseHtml(once.html, 'essay', { remoteImages: true })).toEqual(once)
  })
})
