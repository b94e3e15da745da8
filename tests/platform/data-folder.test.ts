import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { keepAuthSecret, prepareDataFolder } from '../../scripts/data-folder.ts'
import { fingerprint, isFresh, remember } from '../../scripts/fingerprint.ts'
import { lockFolder, withFolder } from '../../scripts/folder-lock.mjs'

const folder = mkdtempSync(path.join(os.tmpdir(), 'afterword-folder-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the secret is made once, kept, long, and readable by its owner only', () => {
  const secret = keepAuthSecret(folder)
  expect(secret.length).toBeGreaterThanOrEqual(43)
  expect(keepAuthSecret(folder)).toBe(secret)
  expect(statSync(path.join(folder, 'auth-secret')).mode & 0o077).toBe(0)
  expect(readdirSync(folder)).toEqual(['auth-secret'])
})

test('a data folder is made with its parents, for its owner only', () => {
  const data = path.join(folder, 'a', 'b')
  prepareDataFolder(data)
  expect(statSync(data).mode & 0o077).toBe(0)
  expect(readdirSync(data)).toEqual([])
})

test('a data folder that cannot be written is told in one line that names it and the setting', () => {
  const file = path.join(folder, 'file')
  writeFileSync(file, '')
  expect(() => prepareDataFolder(path.join(file, 'data'))).toThrow(/^The data folder .*file.data cannot be written .* AFTERWORD_DATA/)
})

test('one holder at a time for one purpose; the next follows when it lets go', { skip: process.platform !== 'linux' }, async () => {
  const first = await lockFolder(folder, 'test')
  expect(first).toBeDefined()
  expect(await lockFolder(folder, 'test')).toBeUndefined()
  expect(await lockFolder(path.join(folder, 'a'), 'test').then((lock) => lock?.release())).toBeUndefined()
  const order: string[] = []
  const second = withFolder(folder, 'test', async () => void order.push('second'))
  order.push('first')
  await first?.release()
  await second
  expect(order).toEqual(['first', 'second'])
})

test('a fingerprint changes with a name, a content or a new file, and with nothing else', () => {
  const sources = path.join(folder, 'sources')
  prepareDataFolder(sources)
  writeFileSync(path.join(sources, 'one'), '1')
  const before = fingerprint(folder, ['sources'])
  writeFileSync(path.join(sources, 'one'), '1')
  writeFileSync(path.join(folder, 'elsewhere'), '')
  expect(fingerprint(folder, ['sources', 'missing'])).toBe(before)
  writeFileSync(path.join(sources, 'two'), '')
  expect(fingerprint(folder, ['sources'])).not.toBe(before)
})

test('work counts as done only when its fingerprint was remembered', () => {
  const stamp = path.join(folder, 'stamps', 'stamp')
  expect(isFresh(stamp, 'a')).toBe(false)
  remember(stamp, 'a')
  expect(isFresh(stamp, 'a')).toBe(true)
  expect(isFresh(stamp, 'b')).toBe(false)
})
