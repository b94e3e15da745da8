import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { markMatches } from '#components/moderation/cards/mark-matches.ts'
import { renderMarkdown, sanitiseHtml } from '#lib/rendering/render-markdown.ts'

const unmarked = (html: string) => html.replaceAll('<mark>', '').replaceAll('</mark>', '')

describe('markMatches', () => {
  test.each<[claim: string, html: string, matches: string[], marked: string]>([
    ['a word', '<p>buy pills now</p>', ['pills'], '<p>buy <mark>pills</mark> now</p>'],
    ['every place of a word', '<p>pills, pills</p>', ['pills'], '<p><mark>pills</mark>, <mark>pills</mark></p>'],
    ['whatever its case', '<p>PiLLs</p>', ['pills'], '<p><mark>PiLLs</mark></p>'],
    ['whatever its composition', '<p>cafe\u0301</p>', ['café'], '<p><mark>cafe\u0301</mark></p>'],
    ['on word boundaries', '<p>a class act, you ass</p>', ['ass'], '<p>a class act, you <mark>ass</mark></p>'],
    ['within a word when it stands nowhere else', '<p>a class act</p>', ['ass'], '<p>a cl<mark>ass</mark> act</p>'],
    ['several matches', '<p>one two three</p>', ['three', 'one'], '<p><mark>one</mark> two <mark>three</mark></p>'],
    ['overlapping matches once', '<p>one two three</p>', ['one two', 'two three'], '<p><mark>one two three</mark></p>'],
    ['across elements', '<p>pi<em>ll</em>s</p>', ['pills'], '<p><mark>pi</mark><em><mark>ll</mark></em><mark>s</mark></p>'],
    ['across other white space', '<p>cheap\n watches</p>', ['cheap watches'], '<p><mark>cheap\n watches</mark></p>'],
    ['across a line break', '<p>cheap<br>watches</p>', ['cheap watches'], '<p><mark>cheap</mark><br><mark>watches</mark></p>'],
    ['across blocks, not between them', '<p>cheap</p>\n<p>watches</p>', ['cheap watches'], '<p><mark>cheap</mark></p>\n<p><mark>watches</mark></p>'],
    ['no word made of the end of one block and the beginning of the next', '<ul><li>pi</li><li>lls</li></ul>', ['pills'], '<ul><li>pi</li><li>lls</li></ul>'],
    ['not inside a tag', '<p><em>em</em></p>', ['em'], '<p><em><mark>em</mark></em></p>'],
    ['not inside an entity', '<p>AT&#x26;T and amp</p>', ['amp'], '<p>AT&#x26;T and <mark>amp</mark></p>'],
    ['an ampersand', '<p>AT&#x26;T</p>', ['at&t'], '<p><mark>AT&#x26;T</mark></p>'],
    ['written markup as text', '<p>&#x3C;script>alert(1)&#x3C;/script></p>', ['<script>'], '<p><mark>&#x3C;script></mark>alert(1)&#x3C;/script></p>'],
    ['a pattern as plain letters', '<p>(a+)+$ aaaa</p>', ['(a+)+$'], '<p><mark>(a+)+$</mark> aaaa</p>'],
    ['an emoji whole', '<p>hi 👩‍👩‍👧 you</p>', ['👩‍👩‍👧'], '<p>hi <mark>👩‍👩‍👧</mark> you</p>'],
    ['nothing for blank matches', '<p>one two</p>', ['', '  '], '<p>one two</p>'],
    ['a link by its address', '<p><a href="https://Shop.example/x">here</a> or there</p>', ['shop.example'],
      '<p><a href="https://Shop.example/x"><mark>here</mark></a> or there</p>'],
  ])('marks %s', (_claim, html, matches, marked) => {
    expect(markMatches(html, matches).html).toBe(marked)
  })

  it('names what cannot be seen in the text, once', () => {
    expect(markMatches('<p>calm</p>', ['storm', 'calm', 'storm']).unseen).toEqual(['storm'])
  })

  it('lists where links lead, each address once, without those inside the text', () => {
    const html = '<p><a href="https://a.example/">a</a><a href="#note">1</a><a href="https://a.example/">b</a><a href="mailto:x@y.example">c</a></p>'
    expect(markMatches(html, []).addresses).toEqual(['https://a.example/', 'mailto:x@y.example'])
  })

  it('leaves out the signs of footnotes when it looks for a word', () => {
    const { html } = renderMarkdown('A word[^n]s end.\n\n[^n]: A note.', 'comment', {})
    const marked = markMatches(html, ['words']).html
    expect(marked).toContain('<mark>word</mark>')
    expect(unmarked(marked)).toBe(html)
  })

  it('gives back the stored HTML, byte for byte, when the marks are taken away', () => {
    const piece = fc.constantFrom('word', ' ', '\n', '\n\n', '*', '**', '_', '`', '> ', '- ', '1. ', '[a](https://b.example/?x=1&y="2")', '<b>', '&amp;', '&', '<', '"', "'", '\\', '```\n', '[^1]', '[^1]: n', 'é', '👩‍👧', '\u00a0', '| a | b |\n|--|--|\n', '<table><td>x')
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), fc.array(fc.constantFrom('word', 'a', '&', '<b>', 'x wo', '"', 'é', 'b.example', '1'), { maxLength: 5 }), (pieces, matches) => {
      for (const stored of [renderMarkdown(pieces.join(''), 'comment', {}).html, sanitiseHtml(pieces.join(''), 'comment', {}).html]) {
        expect(unmarked(markMatches(stored, matches).html)).toBe(stored)
      }
    }), { numRuns: 400 })
  })
})
