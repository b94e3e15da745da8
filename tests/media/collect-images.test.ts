import pg from 'pg'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { reader, writer } from '#lib/database.ts'
import { verify } from '#lib/integrity/verify.ts'
import { beginImage } from '#lib/media/begin-image.ts'
import { collectImages, graceDays } from '#lib/media/collecting/collect-images.ts'
import { deleteUnused } from '#lib/media/collecting/delete-unused.ts'
import { keepImage } from '#lib/media/keep-image.ts'
import { filesOf, readMediaUrl } from '#lib/media-name.ts'
import { createSeries } from '#lib/posts/series/create-series.ts'
import { operator } from '#lib/viewer.ts'
import { carryOut, makeCast, refusalOf } from '../cast.ts'
import { draftBy, imageOf, savedText, storeInMemory } from './image-stories.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let store: ReturnType<typeof storeInMemory>

const day = 86_400_000
const long = new Date(Date.now() - (graceDays + 1) * day)
const inGrace = new Date(Date.now() - (graceDays - 1) * day)
const inLong = () => new Date(Date.now() + (graceDays + 1) * day)
const nameOf = (url: string) => readMediaUrl(url)?.name ?? ''
const isThere = async (url: string) => (await reader().media.count({ where: { name: nameOf(url) } })) === 1 && store.files.has(`${nameOf(url)}.webp`)

beforeAll(async () => {
  cast = await makeCast()
})

beforeEach(() => {
  store = storeInMemory()
})

describe('an image that nothing uses', () => {
  test('goes after its days, with all its files, and none before', async () => {
    const post = await draftBy(cast.ada)
    const [old, young] = [await imageOf(cast.ada, post.id, store, long), await imageOf(cast.ada, post.id, store, inGrace)]
    expect(await deleteUnused(store)).toBe(1)
    expect([await isThere(old), await isThere(young)]).toEqual([false, true])
    expect([...store.files.keys()].sort()).toEqual(filesOf(readMediaUrl(young) ?? { name: '', width: 0, height: 0 }).sort())
  })

  test('has its days from the moment when the last text let go of it', async () => {
    const post = await draftBy(cast.ada)
    const url = await imageOf(cast.ada, post.id, store, long)
    const { id } = await carryOut(createSeries, cast.ada, { title: `A series ${nameOf(url)}`, description: `![a](${url})` })
    await writer().series.update({ where: { id }, data: { description: '', descriptionHtml: '' }, select: { id: true } })
    await deleteUnused(store)
    expect(await isThere(url)).toBe(true)
    await deleteUnused(store, inLong())
    expect(await isThere(url)).toBe(false)
  })

  test('goes within hours when it never arrived whole', async () => {
    const post = await draftBy(cast.ada)
    const words = { alt: '', decoration: false, caption: '', credit: '' }
    const { name } = await carryOut(beginImage, cast.ada, { ...words, postId: post.id, width: 10, height: 10 }, new Date(Date.now() - 2 * 3_600_000))
    await store.put(`${name}.webp`, new Uint8Array([1]))
    await deleteUnused(store)
    expect(store.files.size).toBe(0)
    expect((await refusalOf(keepImage, cast.ada, { name })).code).toBe('not-found')
  })

  test('is gone once, whoever is interrupted: what was begun is finished by the next', async () => {
    const post = await draftBy(cast.ada)
    const url = await imageOf(cast.ada, post.id, store, long)
    const failing = { ...store, remove: async () => Promise.reject(new Error('away')) }
    await expect(deleteUnused(failing)).rejects.toThrow('away')
    expect(await reader().media.findUnique({ where: { name: nameOf(url) }, select: { goneAt: true } })).toEqual({ goneAt: expect.any(Date) })
    expect(await deleteUnused(store)).toBe(1)
    expect(await isThere(url)).toBe(false)
  })

  test('goes once when several look at the same time', async () => {
    const post = await draftBy(cast.ada)
    for (let count = 0; count < 8; count++) await imageOf(cast.ada, post.id, store, long)
    await Promise.all(Array.from({ length: 4 }, () => deleteUnused(store)))
    expect(store.files.size).toBe(0)
    expect(await reader().media.count({ where: { postId: post.id } })).toBe(0)
  })
})

describe('an image stays for ever', () => {
  test.each<[string, (postId: string, url: string) => Promise<unknown>]>([
    ['that a saved text names', (postId, url) => savedText(postId, `![a](${url})`)],
    ['that a saved text names by a smaller copy', (postId, url) => savedText(postId, `![a](${url.replace('.webp', '-480w.webp')})`)],
    ['that is a cover', (postId, url) => savedText(postId, 'Nothing.', { media: url })],
    ['that only an old revision names', async (postId, url) => [await savedText(postId, `![a](${url})`), await savedText(postId, 'Without it.')]],
    ['that a text of another post names', async (_, url) => savedText((await draftBy(cast.mo)).id, `![a](${url})`)],
  ])('%s', async (_, use) => {
    const post = await draftBy(cast.ada)
    const url = await imageOf(cast.ada, post.id, store, long)
    await use(post.id, url)
    await deleteUnused(store)
    await deleteUnused(store, inLong())
    expect(await isThere(url)).toBe(true)
  })

  test('whatever somebody tells the database', async () => {
    const post = await draftBy(cast.ada)
    const name = nameOf(await imageOf(cast.ada, post.id, store))
    await savedText(post.id, `/media/${name}.webp`)
    await expect(writer().media.update({ where: { name }, data: { goneAt: new Date() }, select: { name: true } })).rejects.toThrow()
    await expect(writer().media.delete({ where: { name }, select: { name: true } })).rejects.toThrow()
  })
})

describe('a text that takes up an image while it is being collected', () => {
  test('first: the image stays', async () => {
    const post = await draftBy(cast.ada)
    const url = await imageOf(cast.ada, post.id, store, long)
    const saving = await openSaving(post.id, url)
    const collecting = deleteUnused(store)
    await saving.commit()
    await collecting
    expect(await isThere(url)).toBe(true)
    await deleteUnused(store)
    expect(await isThere(url)).toBe(true)
  })

  test('second: the text is saved, and the image is on its way', async () => {
    const post = await draftBy(cast.ada)
    const url = await imageOf(cast.ada, post.id, store, long)
    const lock = await openLock(nameOf(url))
    const saving = savedText(post.id, `![a](${url})`)
    await lock.letGo()
    await saving
    expect(await reader().mediaUse.count({ where: { name: nameOf(url) } })).toBe(0)
    expect(await deleteUnused(store)).toBe(1)
  })

  test('many at once: an image is used and there, or neither', async () => {
    const post = await draftBy(cast.ada)
    const urls: string[] = []
    for (let count = 0; count < 24; count++) urls.push(await imageOf(cast.ada, post.id, store, long))
    await Promise.all([
      ...urls.map(async (url, at) => {
        await new Promise((resolve) => setTimeout(resolve, at % 8))
        return savedText(post.id, `![a](${url})`)
      }),
      ...Array.from({ length: 6 }, (_, at) => new Promise((resolve) => setTimeout(resolve, at * 2)).then(() => deleteUnused(store))),
    ])
    for (const url of urls) expect(await isThere(url)).toBe((await reader().mediaUse.count({ where: { name: nameOf(url) } })) === 1)
    expect((await verify()).find(({ name }) => name === 'images')).toMatchObject({ ok: true })
  })
})

test('verify names a use that is not known', async () => {
  const post = await draftBy(cast.ada)
  const url = await imageOf(cast.ada, post.id, store)
  await savedText(post.id, `![a](${url})`)
  await writer().mediaUse.deleteMany({ where: { name: nameOf(url) } })
  expect((await verify()).find(({ name }) => name === 'images')).toMatchObject({ ok: false, detail: expect.stringContaining(nameOf(url)) })
  await savedText(post.id, 'x')
  await writer().$executeRaw`INSERT INTO media_use (name, used_by, used_id) SELECT ${nameOf(url)}, 'post_revision', id FROM post_revision WHERE post_id = ${post.id}::uuid AND source LIKE '%/media/%'`
})

test('only the machine collects', async () => {
  expect((await refusalOf(collectImages, cast.ida, {})).code).toBe('forbidden')
  expect(operator.role).toBe('operator')
})

/** A text that is being saved by somebody else, and not yet committed. */
async function openSaving(postId: string, url: string) {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  await client.query('BEGIN')
  await client.query(
    `INSERT INTO post_revision (id, post_id, title, source, html, text, renderer_version, reason) VALUES (gen_random_uuid(), $1, 'A', $2, '', '', 2, 'saved')`,
    [postId, `![a](${url})`],
  )
  return { commit: () => client.query('COMMIT').then(() => client.end()) }
}

/** Somebody who has just picked an image to be deleted. */
async function openLock(name: string) {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  await client.query('BEGIN')
  await client.query('SELECT FROM media WHERE name = $1 FOR UPDATE', [name])
  await client.query('UPDATE media SET gone_at = now() WHERE name = $1', [name])
  return {
    async letGo() {
      await new Promise((resolve) => setTimeout(resolve, 300))
      await client.query('COMMIT')
      await client.end()
    },
  }
}
