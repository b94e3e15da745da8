import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { clipHtml } from '#components/moderation/cards/clip-html.ts'
import { renderMarkdown } from '#lib/rendering/render-markdown.ts'

describe('clipHtml', () => {
  test.each<[claim: string, html: string, limit: number, clipped: string]>([
    ['leaves a short text alone', '<p>one two</p>', 7, '<p>one two</p>'],
    ['ends at a whole word', '<p>one two three</p>', 9, '<p>one two …</p>'],
    ['closes what was open', '<ul><li>one <em>two three</em></li></ul>', 9, '<ul><li>one <em>two …</em></li></ul>'],
    ['counts an entity as one character', '<p>a&#x26;b</p>', 3, '<p>a&#x26;b</p>'],
    ['never cuts an entity in two', '<p>ab&#x26;</p>', 2, '<p>ab …</p>'],
    ['leaves no empty link behind', '<p>one <a href="https://a.example/?a=1>2">two</a></p>', 4, '<p>one  …</p>'],
    ['shows a part of a word that has no end in sight', `<p>${'a'.repeat(80)}</p>`, 50, `<p>${'a'.repeat(50)} …</p>`],
    ['and no half of a character', `<p>${'😀'.repeat(60)}</p>`, 51, `<p>${'😀'.repeat(25)} …</p>`],
    ['leaves line breaks open to nothing', '<p>one<br>two three</p>', 7, '<p>one<br>two …</p>'],
  ])('%s', (_claim, html, limit, clipped) => {
    expect(clipHtml(html, limit)).toBe(clipped)
  })

  it('keeps every tag balanced, whatever was written and wherever it ends', () => {
    const piece = fc.constantFrom('word ', '\n\n', '*', '**', '`', '> ', '- ', '[a link](https://b.example/)', '&', '<b>', '```\n', '[^1]', '[^1]: n')
    fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(60), (pieces, limit) => {
      const open: string[] = []
      for (const [, slash, name = ''] of clipHtml(renderMarkdown(pieces.join(''), 'comment', {}).html, limit).matchAll(/<(\/?)([a-z]\w*)[^>]*>/g)) {
        if (slash) expect(open.pop()).toBe(name)
        else if (!['br', 'hr'].includes(name)) open.push(name)
      }
      expect(open).toEqual([])
    }), { numRuns: 300 })
  })
})
