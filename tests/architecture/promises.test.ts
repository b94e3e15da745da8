import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

// docs/safety.md says which test holds each promise. A promise whose test has gone is none.

const root = path.join(import.meta.dirname, '..', '..')
const page = readFileSync(path.join(root, 'docs', 'safety.md'), 'utf8')

/** The files that a text of the documents names between backquotes. */
function filesOf(text: string): string[] {
  return [...text.matchAll(/`((?:tests|lib|scripts|docs|prisma|app|components)\/[^`*]+|[\w-]+\.(?:md|ts))`/g)].map(([, file = '']) => file)
}

test.each(['docs/safety.md', 'docs/threat-model.md'])('every file that %s names is there', (name) => {
  const files = filesOf(readFileSync(path.join(root, name), 'utf8'))
  expect(files.length).toBeGreaterThan(25)
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([])
})

const rows = page.split('\n').filter((line) => line.startsWith('| ') && !/^\| (promise|---|taken out)/.test(line))

test('every promise stands once', () => {
  const beginnings = rows.map((row) => row.split(/[,;|:]/)[1]?.trim())
  expect(beginnings.filter((each, place) => beginnings.indexOf(each) !== place)).toEqual([])
})

test('every promise names what shows it', () => {
  expect(rows.length).toBeGreaterThan(50)
  const unshown = rows.filter((row) => filesOf(row).filter((file) => file.startsWith('tests/')).length === 0 && !/npm run/.test(row))
  expect(unshown).toEqual([])
})

test('a test that is not there is noticed', () => {
  expect(filesOf('| a promise | a thing | `tests/nowhere/at-all.test.ts` |')).toEqual(['tests/nowhere/at-all.test.ts'])
})
