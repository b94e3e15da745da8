import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { reader, writer } from '#lib/database.ts'
import { settings } from '#lib/env.ts'
import { folderStore } from '#lib/media/store/folder-store.ts'
import { uploadImage } from '#lib/media/upload-image.ts'
import { filesOf, readMediaUrl } from '#lib/media-name.ts'
import { anonymous } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { makeCast, person } from '../cast.ts'
import { photograph } from './bad-files.ts'
import { draftBy, storeInMemory } from './image-stories.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let bytes: Buffer

beforeAll(async () => {
  cast = await makeCast()
  bytes = await photograph(1000, 500).jpeg().toBuffer()
})

const words = { alt: 'A river', decoration: false, caption: 'By night', credit: 'Ada' }

describe('an image is taken', () => {
  test('with all its files, and what was said of it', async () => {
    const post = await draftBy(cast.ada)
    const store = storeInMemory()
    const outcome = await uploadImage(cast.ada, { postId: post.id, bytes, words }, store)
    if (!outcome.ok) throw new Error(outcome.message)
    const { name, url, width, height } = outcome.value
    expect([width, height]).toEqual([1000, 500])
    expect([...store.files.keys()].sort()).toEqual(filesOf(readMediaUrl(url) ?? { name, width, height }).sort())
    expect(await reader().media.findUnique({ where: { name } })).toMatchObject({ ...words, postId: post.id, personId: cast.ada.id, keptAt: expect.any(Date) })
  })

  test('twice as two', async () => {
    const post = await draftBy(cast.ada)
    const store = storeInMemory()
    const both = await Promise.all([1, 2].map(() => uploadImage(cast.ada, { postId: post.id, bytes, words }, store)))
    expect(new Set(both.map((each) => (each.ok ? each.value.name : ''))).size).toBe(2)
  })

  test('in the data folder, whole, for this user alone', async () => {
    const post = await draftBy(cast.ada)
    const outcome = await uploadImage(cast.ada, { postId: post.id, bytes, words })
    if (!outcome.ok) throw new Error(outcome.message)
    const folder = path.join(settings().AFTERWORD_DATA, 'media', outcome.value.name.slice(0, 2))
    expect(readdirSync(folder).sort()).toEqual(filesOf(readMediaUrl(outcome.value.url) ?? { name: '', width: 1, height: 1 }).sort())
    expect(statSync(path.join(folder, `${outcome.value.name}.webp`)).mode & 0o077).toBe(0)
  })
})

describe('an image is refused', () => {
  const sending = async (viewer: Viewer, postId: string, more: Record<string, unknown> = {}) => {
    const outcome = await uploadImage(viewer, { postId, bytes, words: { ...words, ...more } }, storeInMemory())
    return outcome.ok ? 'taken' : outcome.code
  }

  test('of whoever may not write the essay, by the same words as of one that is not there', async () => {
    const post = await draftBy(cast.ada)
    const [other, suspended] = [await person('other', 'author'), { ...cast.ada, suspended: true }]
    expect(await sending(anonymous, post.id)).toBe('signed-out')
    expect(await sending(suspended, post.id)).toBe('forbidden')
    expect(await reader().securityEvent.findMany({ where: { kind: 'refused', byId: cast.ada.id }, select: { about: true } })).toEqual([{ about: 'begin-image' }])
    for (const viewer of [cast.rae, other, cast.mo]) expect(await sending(viewer, post.id)).toBe('not-found')
    for (const postId of [randomUUID(), '', 'x', `${post.id}'`]) expect(await sending(cast.ada, postId)).toBe('not-found')
    expect(await sending(cast.ida, post.id)).toBe('taken')
  })

  test('of a reader but for an essay of their own', async () => {
    const post = await draftBy(cast.ada)
    await writer().authorship.create({ data: { postId: post.id, personId: cast.rae.id, position: 1 }, select: { postId: true } })
    expect(await sending(cast.rae, post.id)).toBe('taken')
  })

  test('when too much is said of it', async () => {
    const post = await draftBy(cast.ada)
    expect(await sending(cast.ada, post.id, { alt: 'x'.repeat(1001) })).toBe('invalid')
    expect(await reader().media.count({ where: { postId: post.id } })).toBe(0)
  })

  test('when the essay has more of them than any needs', async () => {
    const post = await draftBy(cast.ada)
    const rows = Array.from({ length: 300 }, (_, at) => ({ name: `${at.toString(16).padStart(24, '0')}-1x1`, postId: post.id, uploadedAt: new Date() }))
    await writer().media.createMany({ data: rows })
    expect(await sending(cast.ada, post.id)).toBe('conflict')
  })

  test('when somebody sends very many, with the time to wait', async () => {
    const busy = await person('busy', 'author')
    const post = await draftBy(busy)
    const answers = await Promise.all(Array.from({ length: 64 }, () => uploadImage(busy, { postId: post.id, bytes: new Uint8Array(), words }, storeInMemory())))
    const over = answers.filter((each) => !each.ok && each.code === 'too-many')
    expect(over).toHaveLength(4)
    expect(over[0]).toMatchObject({ retryAfterSeconds: expect.any(Number) })
  })

  test('when the store is away: nothing is shown, and what was written goes', async () => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const post = await draftBy(cast.ada)
    const outcome = await uploadImage(cast.ada, { postId: post.id, bytes, words }, { ...storeInMemory(), put: async () => Promise.reject(new Error('disk full')) })
    expect(outcome).toMatchObject({ ok: false, code: 'unavailable', retryAfterSeconds: 60 })
    expect(await reader().media.findFirst({ where: { postId: post.id } })).toMatchObject({ keptAt: null })
    said.mockRestore()
  })
})

describe('a folder as a store', () => {
  test('gives what it was given, knows what is not there, and forgets', async () => {
    const store = folderStore(path.join(settings().AFTERWORD_DATA, 'another'))
    await store.put('ab-file.webp', new Uint8Array([1, 2, 3]))
    expect(await store.get('ab-file.webp')).toEqual(new Uint8Array([1, 2, 3]))
    expect(await store.get('ab-none.webp')).toBeNull()
    await store.remove(['ab-file.webp', 'ab-none.webp'])
    expect(await store.get('ab-file.webp')).toBeNull()
  })

  test('leaves nothing half behind', async () => {
    const folder = path.join(settings().AFTERWORD_DATA, 'third')
    const store = folderStore(folder)
    await Promise.all(Array.from({ length: 20 }, (_, at) => store.put('ab-file.webp', new Uint8Array(100_000).fill(at))))
    expect(readdirSync(path.join(folder, 'ab'))).toEqual(['ab-file.webp'])
    expect(new Set(readFileSync(path.join(folder, 'ab', 'ab-file.webp'))).size).toBe(1)
  })
})
