import { describe, expect, test } from 'vitest'
import { cutSnippet, markPieces } from '#lib/search/cut-snippet.ts'
import type { Piece } from '#lib/search/cut-snippet.ts'
import type { Passage } from '#lib/search/read-passages.ts'

const marks = (...words: string[]) => (word: string) => words.includes(word.toLowerCase())
const say = (pieces: Piece[]) => pieces.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('')
const passage = (text: string, more: Partial<Passage> = {}): Passage => ({ text, folded: false, anchor: null, section: '', ...more })
const filler = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(' ')

describe('marks', () => {
  test('stand around whole words as they are written', () => {
    expect(say(markPieces('Windows, a WINDOW and windowless.', marks('window', 'windows')))).toBe('[Windows], a [WINDOW] and windowless.')
  })

  test('are no markup: what somebody wrote stays what it is', () => {
    const text = '<mark>window</mark> <script>window</script> &amp;'
    expect(markPieces(text, marks('window')).map((piece) => piece.text).join('')).toBe(text)
  })
})

describe('a snippet', () => {
  test('is cut at words on both sides and says where', () => {
    const { pieces } = cutSnippet({ title: '', lead: '', passages: [passage(`${filler(60)} needle ${filler(60)}`)] }, marks('needle'))
    const said = say(pieces)
    expect(said).toMatch(/^… word\d+ .*\[needle\].* word\d+ …$/)
    expect(said.length).toBeLessThan(280)
    for (const word of said.replace(/[…[\]]/g, '').trim().split(/\s+/)) expect(word).toMatch(/^(word\d+|needle)$/)
  })

  test('is of the place where most different words stand together', () => {
    const passages = [passage(`the lake ${filler(40)}`), passage(`a boat ${filler(40)}`), passage(`the lake had a boat ${filler(40)}`, { anchor: 'e-3', section: 'Three' })]
    const snippet = cutSnippet({ title: '', lead: '', passages }, marks('lake', 'boat'))
    expect(say(snippet.pieces)).toContain('the [lake] had a [boat]')
    expect(snippet.anchor).toBe('e-3')
  })

  test('never shows what is folded, and says that the words stand there', () => {
    const passages = [passage('A quiet beginning.'), passage('The butler did it.', { folded: true, anchor: 'e-plot', section: 'Plot' })]
    const snippet = cutSnippet({ title: 'A review', lead: '', passages }, marks('butler'))
    expect(snippet).toMatchObject({ folded: true, anchor: 'e-plot' })
    expect(say(snippet.pieces)).toBe('A quiet beginning.')
  })

  test('of an essay whose title has the words leads to its beginning', () => {
    const passages = [passage(`needle ${filler(40)}`, { anchor: 'e-late', section: 'Late' })]
    expect(cutSnippet({ title: 'The needle', lead: '', passages }, marks('needle')).anchor).toBeNull()
  })

  test('takes short lines together, so that a table says something', () => {
    const passages = [passage('Director'), passage('Agnès Varda'), passage('Length'), passage('82 minutes')]
    expect(say(cutSnippet({ title: '', lead: '', passages }, marks('director')).pieces)).toBe('[Director] · Agnès Varda · Length · 82 minutes')
  })

  test.each([['Chinese', '窗'.repeat(900)], ['emoji', '👩‍👩‍👧 '.trim().repeat(300)], ['accents apart', 'e\u0301'.repeat(900)]])('never cuts a character in two: %s', (_, text) => {
    const said = say(cutSnippet({ title: '', lead: text, passages: [] }, marks('nothing')).pieces)
    expect(said.isWellFormed()).toBe(true)
    expect(said.length).toBeLessThan(280)
    expect(said.replace(/ …$/, '')).not.toMatch(/^\p{M}|e$/u)
  })

  test('of very many words is made in no time', () => {
    const passages = Array.from({ length: 300 }, () => passage('needle '.repeat(300).trim()))
    // By the processor's time: whatever else the machine does counts for nothing.
    const began = process.cpuUsage()
    cutSnippet({ title: '', lead: '', passages }, marks('needle'))
    expect(process.cpuUsage(began).user).toBeLessThan(3_000_000)
  })
})
