import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')

/**
 * The oldest versions without a known hole, by advisories up to November 2026. A package that is not installed is no danger;
 * one that comes in some day, by whatever way, is held to its floor from then on.
 */
const floors: Record<string, string> = {
  next: '16.4.6',
  react: '19.3.1',
  'react-dom': '19.3.1',
  'next-auth': '5.0.0-beta.32',
  '@auth/core': '0.41.3',
  zod: '4.6.6',
  sharp: '0.35.4',
  nodemailer: '8.0.9',
  'fast-xml-parser': '5.5.6',
  dompurify: '3.4.17',
}

/** Every installed copy, also those inside other packages. */
function readInstalled(): { name: string; at: string; version: string }[] {
  const lock: { packages: Record<string, unknown> } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
  return Object.keys(lock.packages).filter((at) => at !== '').flatMap((at) => {
    const file = path.join(root, at, 'package.json')
    if (!existsSync(file)) return []
    const { version = '' }: { version?: string } = JSON.parse(readFileSync(file, 'utf8'))
    return [{ name: at.slice(at.lastIndexOf('node_modules/') + 'node_modules/'.length), at, version }]
  })
}

/** Below zero when `a` is older than `b`. A beta is older than its release; betas count on. */
function compareVersions(a: string, b: string): number {
  const [partsA, partsB] = [a, b].map((version) => version.split(/[.-]/).map((part) => (/^\d+$/.test(part) ? Number(part) : -1)))
  for (let index = 0; index < 6; index++) {
    const difference = (partsA?.[index] ?? 0) - (partsB?.[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

const installed = readInstalled()

test.each(Object.entries(floors))('every copy of %s is at least %s', (name, floor) => {
  const older = installed.filter((each) => each.name === name && compareVersions(each.version, floor) < 0)
  expect(older).toEqual([])
})

test('the packages are found', () => {
  const names = new Set(installed.map(({ name }) => name))
  for (const name of ['next', 'react', 'react-dom', 'next-auth', '@auth/core', 'zod', 'nodemailer']) expect(names).toContain(name)
})

test('Prisma and its client are the same version, the one that was tried', () => {
  const versions = installed.filter(({ name }) => name === 'prisma' || name === '@prisma/client' || name === '@prisma/adapter-pg')
  expect(versions.map(({ version }) => version)).toEqual(['7.10.0', '7.10.0', '7.10.0'])
})

test.each([
  ['8.0.9', '8.0.10', -1], ['8.0.9', '8.0.9', 0], ['16.10.0', '16.4.6', 1], ['5.0.0-beta.31', '5.0.0-beta.32', -1],
  ['5.0.0-beta.32', '5.0.0', -1], ['4.24.15', '5.0.0-beta.32', -1],
])('%s compared with %s', (a, b, sign) => {
  expect(Math.sign(compareVersions(a, b))).toBe(sign)
})
