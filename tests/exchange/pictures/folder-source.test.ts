import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderSource } from '#lib/exchange/pictures/folder-source.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'afterword-uploads-'))
  await mkdir(path.join(folder, 'uploads', '2012', '03', 'a.jpg'), { recursive: true })
  await writeFile(path.join(folder, 'secret.jpg'), 'secret')
  await writeFile(path.join(folder, 'uploads', '2012', '03', 'Café 1.jpg'.normalize('NFD')), 'coffee')
  await writeFile(path.join(folder, 'uploads', '2012', 'b.jpg'), 'b')
  await symlink(path.join(folder, 'secret.jpg'), path.join(folder, 'uploads', 'out.jpg'))
})

afterAll(() => rm(folder, { recursive: true }))

const words = async (place: string, address: string) => {
  const got = await folderSource(place).get(address)
  return got.ok ? Buffer.from(got.bytes).toString() : got.trouble
}

test.each([
  ['the uploads themselves', 'uploads'],
  ['the folder around them', ''],
])('files are found in %s', async (_, inside) => {
  const place = path.join(folder, inside)
  expect(await words(place, 'https://o.example/wp-content/uploads/2012/b.jpg')).toBe('b')
  expect(await words(place, 'https://o.example/blog/wp-content/uploads/2012/03/Caf%C3%A9%201.jpg')).toBe('coffee')
  expect(await words(path.join(folder, 'uploads'), 'https://orchard.files.example/2012/b.jpg')).toBe('b')
})

test('what is not there, is no file or leads out of the folder is missing', async () => {
  const uploads = path.join(folder, 'uploads')
  for (const way of ['2012/none.jpg', '2012/03/a.jpg', 'out.jpg', '../secret.jpg', '%2e%2e/secret.jpg', '..%2fsecret.jpg', '2012/%2e%2e%2f%2e%2e%2fsecret.jpg', 'b.jpg', '%00']) {
    expect([way, await words(uploads, `https://o.example/wp-content/uploads/${way}`)]).toEqual([way, 'missing'])
  }
  expect(await folderSource(uploads).has('https://o.example/wp-content/uploads/2012/b.jpg')).toBe(true)
  expect(await folderSource(uploads).has('https://o.example/wp-content/uploads/2012/c.jpg')).toBe(false)
})
