import { describe, expect, test } from 'vitest'
import { resolveAuthors } from '#lib/exchange/resolve-authors.ts'
import type { WxrAuthor } from '#lib/exchange/wxr-records.ts'

const place = { line: 1, column: 1 }
const declare = (login: string, more: Partial<WxrAuthor> = {}): WxrAuthor => ({
  kind: 'author', place, id: '', login, email: '', displayName: '', firstName: '', lastName: '', ...more,
})
const resolve = (declared: string[], creators: string[]) =>
  resolveAuthors(declared.map((login) => declare(login)), new Map(creators.map((creator) => [creator, { place, imported: true }])))

test('a declared author is named as the site named them', () => {
  const { authors } = resolveAuthors([
    declare('wren', { displayName: 'Jenny Wren', email: 'Wren@Orchard.Example', id: '7' }),
    declare('linnet', { firstName: 'Lina', lastName: 'Linnet' }),
    declare('finch'),
  ], new Map())
  expect(authors).toEqual([
    { login: 'wren', name: 'Jenny Wren', email: 'wren@orchard.example', userId: '7' },
    { login: 'linnet', name: 'Lina Linnet', email: '', userId: '' },
    { login: 'finch', name: 'finch', email: '', userId: '' },
  ])
})

test('nobody is called by an e-mail address', () => {
  const { authors, hiddenNames } = resolveAuthors([
    declare('wren', { displayName: 'wren@orchard.example' }),
    declare('jenny.linnet@orchard.example'),
    declare('rook@orchard.example', { displayName: 'Rook' }),
    declare('finch', { firstName: 'Finn', lastName: '&lt;finn@orchard.example&gt;' }),
  ], new Map([['robin@orchard.example', { place, imported: true }]]))
  expect(authors.map(({ name }) => name)).toEqual(['wren', 'jenny.linnet', 'Rook', 'finch', 'robin'])
  expect(hiddenNames).toBe(4)
})

test('without declarations every name that signs is an author', () => {
  const { authors, recognitions } = resolve([], ['wren', 'linnet', 'Wrén'])
  expect(authors.map((author) => author.login)).toEqual(['wren', 'linnet', 'Wrén'])
  expect(recognitions).toEqual([])
})

test('whoever signs only what is left out is nobody here', () => {
  expect(resolveAuthors([], new Map([['menu-maker', { place, imported: false }]])).authors).toEqual([])
})

describe('a slip of the pen is the same person, and is reported', () => {
  test.each([
    ['Wren', 'another case or surrounding blanks'],
    ['>wren', 'characters that no login has'],
    ['wren>', 'characters that no login has'],
    ['goldfnich', 'one letter too many, too few, wrong or exchanged'],
    ['goldfinnch', 'one letter too many, too few, wrong or exchanged'],
    ['goldfinh', 'one letter too many, too few, wrong or exchanged'],
    ['goldfonch', 'one letter too many, too few, wrong or exchanged'],
  ])('%s', (written, reason) => {
    const { authors, recognitions, loginOf } = resolve(['wren', 'goldfinch'], [written])
    expect(recognitions).toEqual([{ written, login: loginOf.get(written), reason, place }])
    expect(['wren', 'goldfinch']).toContain(loginOf.get(written))
    expect(authors).toHaveLength(2)
  })
})

describe('whoever may be somebody else is somebody else', () => {
  test.each([
    ['a short name with a letter more', ['anna'], 'hanna'],
    ['a name that differs by its number', ['goldfinch1'], 'goldfinch2'],
    ['a name two letters away', ['goldfinch'], 'goldflunch'],
    ['a name that fits two people', ['goldfinchs', 'goldfinche'], 'goldfinch'],
    ['a name with an ending', ['goldfinch'], 'goldfinch-admin'],
  ])('%s', (_, declared, written) => {
    const { authors, recognitions } = resolve(declared, [written])
    expect(recognitions).toEqual([])
    expect(authors.map((author) => author.login)).toEqual([...declared, written])
  })
})
