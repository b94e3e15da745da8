import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { moduleFolder, moduleName, openOwnFiles } from '#lib/http/documents/own-files.ts'

const root = mkdtempSync(path.join(os.tmpdir(), 'afterword-own-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a server that was not built says so, and one that was names its files by their content', async () => {
  mkdirSync(path.join(root, moduleFolder), { recursive: true })
  await expect(openOwnFiles(root)).rejects.toThrow('no module')
  writeFileSync(path.join(root, moduleFolder, moduleName('abcdefghijkl')), 'one()\n'.repeat(500))
  const own = await openOwnFiles(root)
  expect(own.module).toBe('/_own/reading.abcdefghijkl.js')
  expect(own.rules).toMatch(/^\/_own\/rules\.[\w-]{12}\.json$/)
  const file = own.files.get(own.module)
  expect(file?.type).toBe('text/javascript; charset=utf-8')
  expect(file?.br.length).toBeLessThan(file?.plain.length ?? 0)
  expect(JSON.parse(String(own.files.get(own.rules)?.plain))).toHaveProperty('prefetch')
})
