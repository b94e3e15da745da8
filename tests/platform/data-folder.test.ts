import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { keepAuthSecret, notedOrigin, noteOrigin, prepareDataFolder } from '../../scripts/data-folder.ts'
import { isFresh, readSources, remember } from '../../scripts/fingerprint.ts'
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

test('where the site was served last is noted for the commands beside it', () => {
  const data = path.join(folder, 'served')
  prepareDataFolder(data)
  expect(notedOrigin(data)).toBeUndefined()
  noteOrigin(data, 'http://127.0.0.1:5400')
  noteOrigin(data, 'https://essays.example')
  expect(notedOrigin(data)).toBe('https://essays.example')
  expect(statSync(path.join(data, 'origin')).mode & 0o077).toBe(0)
  writeFileSync(path.join(data, 'origin'), 'half of it')
  expect(notedOrigin(data)).toBeUndefined()
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

test('work is done again when a name, a content or a file of its sources is another one, and for nothing else', () => {
  const sources = path.join(folder, 'sources')
  const [one, two] = [path.join(sources, 'one'), path.join(sources, 'two')]
  const stamp = path.join(folder, 'stamps', 'stamp')
  const done = () => remember(stamp, readSources(folder, ['sources']))
  const fresh = () => isFresh(stamp, folder, ['sources', 'missing'])
  prepareDataFolder(sources)
  writeFileSync(one, '1')
  expect(fresh()).toBe(false)
  done()
  writeFileSync(path.join(folder, 'elsewhere'), '')
  expect(fresh()).toBe(true)

  // The same size and the same time, as some programs leave it that copy a release over another one.
  const { atime, mtime } = statSync(one)
  writeFileSync(one, '2')
  utimesSync(one, atime, mtime)
  expect(fresh()).toBe(false)
  done()
  writeFileSync(two, '')
  expect(fresh()).toBe(false)
  done()
  rmSync(two)
  expect(fresh()).toBe(false)
})

test('sources that only look otherwise are read once more, and then known by their looks', async () => {
  const stamp = path.join(folder, 'stamps', 'again')
  const known = () => JSON.parse(readFileSync(stamp, 'utf8'))
  const one = path.join(folder, 'sources', 'one')
  remember(stamp, readSources(folder, ['sources']))
  const { contents } = known()
  // What has changed just now is not known by its looks.
  expect(known().looks).toBe('')
  await expect.poll(() => isFresh(stamp, folder, ['sources']) && known().looks).not.toBe('')
  const { looks } = known()

  writeFileSync(one, readFileSync(one))
  expect(isFresh(stamp, folder, ['sources'])).toBe(true)
  await expect.poll(() => isFresh(stamp, folder, ['sources']) && known().looks).not.toBe('')
  expect(known().looks).not.toBe(looks)
  expect(known().contents).toBe(contents)
})
