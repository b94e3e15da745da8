import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linesAround, putBlock } from '#components/writing/editor/markdown/change.ts'
import type { Change, Written } from '#components/writing/editor/markdown/change.ts'
import { continueLines } from '#components/writing/editor/markdown/continue-lines.ts'
import {
  insertBreak, insertCode, insertFigure, insertFootnote, insertLink, insertSpoiler, insertTable, pasteAddress, putLink,
} from '#components/writing/editor/markdown/insert-parts.ts'
import { toggleLines } from '#components/writing/editor/markdown/toggle-lines.ts'
import { toggleMarks } from '#components/writing/editor/markdown/toggle-marks.ts'

/** `a [b] c` is a text with b selected, `a [] c` one with a caret. A real bracket is written `⟦` or `⟧`. */
function read(marked: string): Written {
  const from = marked.indexOf('[')
  const to = marked.indexOf(']') - 1
  return { text: plain(marked.replace('[', '').replace(']', '')), from, to }
}

function plain(text: string): string {
  return text.replaceAll('⟦', '[').replaceAll('⟧', ']')
}

/** The text after a step. */
function applyChange(text: string, { from, to, insert }: Pick<Change, 'from' | 'to' | 'insert'>): string {
  return text.slice(0, from) + insert + text.slice(to)
}

/** The same the other way round. */
function show(written: Written, change: Change | null): string | null {
  if (!change) return null
  const text = applyChange(written.text, change).replaceAll('[', '⟦').replaceAll(']', '⟧')
  const { from, to } = change.select
  return `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}`
}

type Case = [before: string, after: string | null]

function each(title: string, step: (written: Written) => Change | null, cases: Case[]): void {
  describe(title, () => {
    test.each(cases)('%j becomes %j', (before, after) => {
      const written = read(before)
      expect(show(written, step(written))).toBe(after)
    })
  })
}

each('bold', (written) => toggleMarks(written, '**'), [
  ['a [word] here', 'a **[word]** here'],
  ['a **[word]** here', 'a [word] here'],
  ['a [**word**] here', 'a [word] here'],
  ['a wo[]rd here', 'a **[word]** here'],
  ['a [] here', 'a **[]** here'],
  ['a[ word ]here', 'a **[word]** here'],
  ['[one\n\ntwo]', '[**one**\n\n**two**]'],
  ['[- one\n- two]', '[- **one**\n- **two**]'],
  ['[> one\n>\n> two]', '[> **one**\n>\n> **two**]'],
  ['an *[italic]* word', 'an ***[italic]*** word'],
])

each('italics', (written) => toggleMarks(written, '*'), [
  ['a [word] here', 'a *[word]* here'],
  ['a *[word]* here', 'a [word] here'],
  ['a **[word]** here', 'a ***[word]*** here'],
  ['a ***[word]*** here', 'a **[word]** here'],
  ['a [**word**] here', 'a *[**word**]* here'],
  ['a [*word*] here', 'a [word] here'],
])

each('a quotation', (written) => toggleLines(written, 'quote'), [
  ['on[]e', '> on[]e'],
  ['> on[]e', 'on[]e'],
  ['[one\n\ntwo]', '[> one\n>\n> two]'],
  ['[> one\n>\n> two]', '[one\n\ntwo]'],
  ['first\n[second]\nthird', 'first\n[> second]\nthird'],
  ['[]', '> []'],
])

each('a list', (written) => toggleLines(written, 'bullets'), [
  ['on[]e', '- on[]e'],
  ['[one\ntwo]', '[- one\n- two]'],
  ['[- one\n- two]', '[one\ntwo]'],
  ['[1. one\n2. two]', '[- one\n- two]'],
  ['[]', '- []'],
])

each('numbers', (written) => toggleLines(written, 'numbers'), [
  ['[one\n\ntwo\nthree]', '[1. one\n\n2. two\n3. three]'],
  ['[- one\n- two]', '[1. one\n2. two]'],
  ['[1. one\n2) two]', '[one\ntwo]'],
])

each('a heading', (written) => toggleLines(written, 'heading'), [
  ['on[]e', '## on[]e'],
  ['## on[]e', '### on[]e'],
  ['### on[]e', 'on[]e'],
  ['# on[]e', 'on[]e'],
  ['- on[]e', '## on[]e'],
])

each('a link', insertLink, [
  ['see [this] there', 'see ⟦this⟧([https://]) there'],
  ['see [] there', 'see ⟦⟧([https://]) there'],
  ['see [https://example.org/a] there', 'see ⟦[]⟧(https://example.org/a) there'],
])

each('an address that is pasted', (written) => pasteAddress(written, ' https://example.org/a '), [
  ['see [this] there', 'see ⟦this⟧(https://example.org/a)[] there'],
  ['see [] there', null],
  ['see [one\ntwo] there', null],
  ['see [https://example.org] there', null],
])

test('words that are pasted stay words', () => {
  expect(pasteAddress(read('see [this]'), 'not an address')).toBeNull()
  expect(pasteAddress(read('see [this]'), 'javascript:alert(1)')).toBeNull()
})

each('a footnote', insertFootnote, [
  ['A claim[].', 'A claim⟦^1⟧.\n\n⟦^1⟧: []\n'],
  ['A claim⟦^1⟧ and another[].\n\n⟦^1⟧: One.\n', 'A claim⟦^1⟧ and another⟦^2⟧.\n\n⟦^1⟧: One.\n⟦^2⟧: []\n'],
  ['A claim⟦^7⟧ and[] more.', 'A claim⟦^7⟧ and⟦^8⟧ more.\n\n⟦^8⟧: []\n'],
  ['A claim⟦^1⟧.\n\n⟦^1⟧: Its sou[]rce.', 'A claim⟦^1⟧[].\n\n⟦^1⟧: Its source.'],
])

each('a table', insertTable, [
  ['before[]after', 'before\n\n| [First] | Second |\n| --- | --- |\n|  |  |\n\nafter'],
  ['[]', '| [First] | Second |\n| --- | --- |\n|  |  |'],
])

each('a break', insertBreak, [['before\n[]\nafter', 'before\n\n* * *[]\n\nafter'], ['before[]', 'before\n\n* * *\n\n[]']])

each('a spoiler', insertSpoiler, [
  ['he [dies] there', 'he [||dies||] there'],
  ['he [||dies||] there', 'he [dies] there'],
  ['he ||[dies]|| there', 'he [dies] there'],
  ['[one\n\ntwo]', ':::spoiler [What it gives away]\none\n\ntwo\n:::'],
  ['before[]', 'before\n\n:::spoiler [What it gives away]\n\n:::'],
])

each('code', insertCode, [['[a = 1]', '```\n[a = 1]\n```']])

each('a figure', (written) => insertFigure(written, '!⟦x⟧(/media/a.webp)'.replaceAll('⟦', '[').replaceAll('⟧', ']')), [
  ['before\n\n[]\n\nafter', 'before\n\n!⟦x⟧(/media/a.webp)\n\n[]\n\nafter'],
  ['before[] after', 'before after\n\n!⟦x⟧(/media/a.webp)\n\n[]'],
  ['one[] line\nand the next\n\nafter\n', 'one line\nand the next\n\n!⟦x⟧(/media/a.webp)\n\n[]\n\nafter\n'],
  ['before\n\n[]after', 'before\n\n!⟦x⟧(/media/a.webp)\n\n[]\n\nafter'],
  ['[]after', '!⟦x⟧(/media/a.webp)\n\n[]\n\nafter'],
])

each('a work', (written) => putLink(written, 'Alps [2011]', '/works/alps'), [['see []', 'see ⟦Alps \\⟦2011\\⟧⟧(/works/alps)[]']])

each('Enter', continueLines, [
  ['plain[]', null],
  ['- one[]', '- one\n- []'],
  ['  * one[]', '  * one\n  * []'],
  ['9. nine[]', '9. nine\n10. []'],
  ['3) three[]', '3) three\n4) []'],
  ['> said[]', '> said\n> []'],
  ['> - said[]', '> - said\n> - []'],
  ['- one\n- []', '- one\n[]'],
  ['> said\n> []', '> said\n[]'],
  ['> - said\n> - []', '> - said\n> []'],
  ['- one[] two', '- one\n- [] two'],
  ['**bold**[]', null],
  ['-[]', null],
  ['1999.[]', null],
  ['a > b[]', null],
])

describe('whatever is done', () => {
  const texts = fc.array(fc.constantFrom('a', ' ', '\n', '*', '**', '> ', '- ', '1. ', '## ', '[^1]', '[^1]: ', '||', '```', 'word')).map((parts) => parts.join(''))
  const steps: ((written: Written) => Change | null)[] = [
    ...['*', '**', '`', '~~'].map((mark) => (written: Written) => toggleMarks(written, mark)),
    ...(['quote', 'bullets', 'numbers', 'heading'] as const).map((kind) => (written: Written) => toggleLines(written, kind)),
    insertLink, insertFootnote, insertTable, insertBreak, insertSpoiler, insertCode, continueLines,
  ]

  test('no word is lost, and what is selected afterwards lies in the text', () => {
    fc.assert(fc.property(texts, fc.nat(), fc.nat(), fc.nat(steps.length - 1), (text, one, other, which) => {
      const [from = 0, to = 0] = [one % (text.length + 1), other % (text.length + 1)].sort((a, b) => a - b)
      const step = steps[which]
      const change = step?.({ text, from, to })
      if (!change) return
      const after = applyChange(text, change)
      // Enter takes the place of what is selected, as everywhere.
      const kept = step === continueLines ? text.slice(0, from) + text.slice(to) : text
      expect(lettersOf(after)).toEqual(expect.stringContaining(lettersOf(kept)))
      expect(change.select.from).toBeGreaterThanOrEqual(0)
      expect(change.select.to).toBeGreaterThanOrEqual(change.select.from)
      expect(change.select.to).toBeLessThanOrEqual(after.length)
    }))
  })

  /** Only the letters that nothing adds. */
  function lettersOf(text: string): string {
    return text.replace(/First|Second|What it gives away|:::spoiler|https:\/\//g, '').replace(/[^awrd]/g, '')
  }
})

test('a block has empty lines around it and no more than are needed', () => {
  expect(applyChange('one\ntwo', putBlock({ text: 'one\ntwo', from: 4, to: 4 }, 'X', { from: 0, to: 1 }))).toBe('one\n\nX\n\ntwo')
})

test('a selection that ends before a line does not touch it', () => {
  expect(linesAround({ text: 'one\ntwo\n', from: 0, to: 4 })).toEqual({ from: 0, to: 3 })
})
