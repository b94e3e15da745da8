import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { buildModule } from '../../scripts/build-module.ts'

const root = path.join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(path.join(os.tmpdir(), 'afterword-module-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What the design promises, in bytes, for whoever packs it worst. */
const most = 10_000

test('all that runs on the page of a reader is one small file, named for its content', async () => {
  writeFileSync(path.join(folder, 'reading.of-yesterday.js'), '')
  const code = await buildModule(root, folder)
  const [name, ...others] = readdirSync(folder)
  expect(others).toEqual([])
  expect(name).toMatch(/^reading\.[\w-]{12}\.js$/)
  expect(readFileSync(path.join(folder, name ?? ''), 'utf8')).toBe(code)
  expect(gzipSync(code, { level: 9 }).length).toBeLessThan(most)
  expect(brotliCompressSync(code).length).toBeLessThan(most)
  // Nothing comes after it, and nothing of the framework is in it.
  expect(['import', 'export', 'jsx', 'useEffect', '__next'].filter((word) => new RegExp(`\\b${word}\\b`).test(code))).toEqual([])

  await buildModule(root, folder)
  expect(readdirSync(folder)).toEqual([name])
})
