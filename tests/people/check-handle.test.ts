import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { handleField, handleProblem } from '#lib/people/check-handle.ts'
import { foldHandle } from '#lib/people/fold-handle.ts'
import { proposeHandles, shapeHandle } from '#lib/people/propose-handle.ts'
import { isReservedHandle } from '#lib/people/reserved-handles.ts'

describe('two handles that look alike have one skeleton', () => {
  test.each([
    ['paul', 'pau1'], ['paul', 'paui'], ['bill', 'b111'], ['noor', 'n00r'], ['noor', 'no0r'], ['mo', 'rno'], ['emma', 'ernrna'], ['wendy', 'vvendy'],
    ['anna-may', 'annamay'], ['anna-may', 'an-namay'], ['mo', 'r-no'], ['ada', 'Ada'], ['ada', 'аdа'], ['ada', 'ɑdɑ'], ['ada', 'ａｄａ'], ['noor', 'nοοr'],
    ['iris', 'ırıs'], ['jose', 'josé'], ['ivy', 'lvy'], ['ivy', 'i\u200dvy'],
  ])('%s and %s', (one, other) => expect(foldHandle(one)).toBe(foldHandle(other)))
})

describe('two handles that a reader tells apart have two skeletons', () => {
  test.each([['ada', 'ida'], ['mo', 'mona'], ['noor', 'nora'], ['sol', 'sal'], ['rae', 'ray'], ['ben', 'den'], ['anna', 'annna'], ['v', 'w']])(
    '%s and %s', (one, other) => expect(foldHandle(one)).not.toBe(foldHandle(other)))
})

describe('a handle of the right shape is taken', () => {
  test.each([['ada'], ['mo'], ['a1'], ['jean-luc'], ['x2-3-4'], ['a'.repeat(30)]])('%s', (handle) => expect(handleProblem(handle)).toBeNull())
  test('capitals and a leading @ are forgiven', () => expect(handleField.parse(' @Ada ')).toBe('ada'))
})

describe('another handle is refused with a sentence that says what to do', () => {
  test.each([
    ['', /choose/], ['a', /longer/], ['a'.repeat(31), /shorter/], ['9lives', /letter/], ['-ada', /letter/], ['ada-', /Hyphens/], ['a--b', /Hyphens/],
    ['ada lovelace', /leave the rest out/], ['adä', /leave the rest out/], ['аda', /leave the rest out/], ['ada_1', /leave the rest out/], ['a.b', /leave/],
    ['admin', /word of this site/], ['adm1n', /word of this site/], ['rnoderator', /word of this site/], ['sign-in', /word of this site/],
    ['s1gnin', /word of this site/], ['m0derati0n', /word of this site/], ['afterw0rd', /word of this site/], ['the-editors', /word of this site/],
  ])('%s', (handle, sentence) => expect(handleProblem(handle)).toMatch(sentence))
})

test('every address at the top of the site is reserved', () => {
  const app = path.join(import.meta.dirname, '../../app')
  const routes = readdirSync(app, { withFileTypes: true }).filter((entry) => entry.isDirectory() && /^[a-z]/.test(entry.name)).map(({ name }) => name)
  expect(routes.length).toBeGreaterThan(5)
  const free = routes.filter((name) => /^[a-z][a-z0-9-]+$/.test(name.split('.')[0] ?? '') && !isReservedHandle(name.split('.')[0] ?? ''))
  expect(free).toEqual([])
})

test.each(['staff', 'team', 'official', 'support', 'security', 'owner', 'editor', 'system', 'root', 'postmaster', 'abuse', 'no-reply', 'deleted', 'everyone', 'me'])('%s speaks for the house or for all, and is nobody’s', (handle) => {
  expect(isReservedHandle(handle)).toBe(true)
})

test('every role is reserved', () => {
  for (const role of ['anonymous', 'reader', 'author', 'moderator', 'administrator', 'operator']) expect(isReservedHandle(role)).toBe(true)
})

describe('a name from elsewhere becomes a handle', () => {
  test.each([['Ada Lovelace', 'ada-lovelace'], ['octo_cat.99', 'octo-cat-99'], ['José', 'jose'], ['тоска', 'tocka'], ['42nd', 'nd'], ['--', '']])(
    '%s: %s', (wish, handle) => expect(shapeHandle(wish)).toBe(handle))

  test('the wish comes first, numbers follow, and words of the house never come', () => {
    expect([...proposeHandles(['ada', 'Ada Lovelace'], () => '1234')].slice(0, 3)).toEqual(['ada', 'ada-lovelace', 'ada-2'])
    expect([...proposeHandles(['admin'], () => '1234')][0]).toBe('admin-2')
    expect([...proposeHandles(['?', ''], () => '1234')].at(-1)).toBe('reader-1234')
  })
})
