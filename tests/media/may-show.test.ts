import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { writer } from '#lib/database.ts'
import { mayShow } from '#lib/media/may-show.ts'
import { isMediaPass, passedUrl, withMediaPass } from '#lib/media/media-pass.ts'
import { readImages } from '#lib/media/read-images.ts'
import { readMediaUrl } from '#lib/media-name.ts'
import { anonymous } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { makeCast, person } from '../cast.ts'
import { draftBy, imageOf, savedText, storeInMemory } from './image-stories.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let suspended: Viewer
const store = storeInMemory()
const nameOf = (url: string) => readMediaUrl(url)?.name ?? ''
const seenBy = (url: string, viewer: Viewer) => mayShow(nameOf(url), async () => viewer)

beforeAll(async () => {
  cast = await makeCast()
  suspended = { ...(await person('sol', 'author')), suspended: true }
})

/** What each kind of person sees of an image of Ada's. */
async function sights(url: string) {
  const other = await person('other', 'author')
  const viewers = { anonymous, rae: cast.rae, other, suspended, ada: cast.ada, mo: cast.mo, ida: cast.ida }
  return Object.fromEntries(await Promise.all(Object.entries(viewers).map(async ([name, viewer]) => [name, await seenBy(url, viewer)] as const)))
}

const ofThoseWhoWork = { anonymous: null, rae: null, other: null, suspended: null, ada: 'viewer', mo: 'viewer', ida: 'viewer' }
const ofEverybody = { anonymous: 'everybody', rae: 'everybody', other: 'everybody', suspended: 'everybody', ada: 'everybody', mo: 'everybody', ida: 'everybody' }

async function published(state: 'published' | 'unlisted' | 'archived' | 'scheduled', publishAt: Date | null = null) {
  const post = await draftBy(cast.ada)
  const url = await imageOf(cast.ada, post.id, store)
  const { id } = await savedText(post.id, `![a](${url})`)
  await writer().post.update({ where: { id: post.id }, data: { publishedRevisionId: id, state, publishedAt: state === 'scheduled' ? null : new Date(), publishAt }, select: { id: true } })
  return { post, url }
}

describe('an image is seen', () => {
  test('by its author and those who decide as long as nothing uses it', async () => {
    const post = await draftBy(cast.ada)
    expect(await sights(await imageOf(cast.ada, post.id, store))).toEqual(ofThoseWhoWork)
  })

  test('by the same people while only a draft uses it', async () => {
    const post = await draftBy(cast.ada)
    const url = await imageOf(cast.ada, post.id, store)
    await savedText(post.id, `![a](${url})`)
    expect(await sights(url)).toEqual(ofThoseWhoWork)
  })

  test.each<['published' | 'unlisted' | 'archived' | 'scheduled', Date | null, boolean]>([
    ['published', null, true], ['unlisted', null, true], ['archived', null, false], ['scheduled', new Date(Date.now() + 3_600_000), false], ['scheduled', new Date(Date.now() - 1_000), true],
  ])('in a post that is %s (%s) by everybody: %s', async (state, publishAt, seen) => {
    expect(await sights((await published(state, publishAt)).url)).toEqual(seen ? ofEverybody : ofThoseWhoWork)
  })

  test('by everybody as a cover', async () => {
    const { post } = await published('published')
    const url = await imageOf(cast.ada, post.id, store)
    const { id } = await savedText(post.id, 'x', { media: url })
    await writer().post.update({ where: { id: post.id }, data: { publishedRevisionId: id }, select: { id: true } })
    expect(await seenBy(url, anonymous)).toBe('everybody')
  })

  test('in a text that readers saw before by everybody if the author shows it, else no more', async () => {
    const { post, url } = await published('published')
    const { id } = await savedText(post.id, 'Without it.')
    await writer().post.update({ where: { id: post.id }, data: { publishedRevisionId: id }, select: { id: true } })
    expect(await seenBy(url, anonymous)).toBeNull()
    await writer().post.update({ where: { id: post.id }, data: { historyShown: true }, select: { id: true } })
    expect(await seenBy(url, anonymous)).toBe('everybody')
  })

  test('by a co-author, who may also use it elsewhere', async () => {
    const post = await draftBy(cast.ada)
    const url = await imageOf(cast.ada, post.id, store)
    const second = await person('second', 'author')
    expect(await seenBy(url, second)).toBeNull()
    await writer().authorship.create({ data: { postId: post.id, personId: second.id, position: 1 }, select: { postId: true } })
    expect(await seenBy(url, second)).toBe('viewer')
  })

  test('by nobody when there is none, or it is not all there, or it goes', async () => {
    const post = await draftBy(cast.ada)
    const [half, gone] = [await imageOf(cast.ada, post.id, store), await imageOf(cast.ada, post.id, store)]
    await writer().$executeRaw`ALTER TABLE media DISABLE TRIGGER media_keep`
    await writer().media.update({ where: { name: nameOf(half) }, data: { keptAt: null }, select: { name: true } })
    await writer().$executeRaw`ALTER TABLE media ENABLE TRIGGER media_keep`
    await writer().media.update({ where: { name: nameOf(gone) }, data: { goneAt: new Date() }, select: { name: true } })
    for (const url of [half, gone, `/media/${'0'.repeat(24)}-10x10.webp`]) expect(await seenBy(url, cast.ida)).toBeNull()
  })
})

describe('the list of images of a post', () => {
  test('is for its authors and administrators', async () => {
    const post = await draftBy(cast.ada)
    const url = await imageOf(cast.ada, post.id, store)
    const seen = async (viewer: Viewer, postId = post.id) => {
      const outcome = await readImages(viewer, postId)
      return outcome.ok ? outcome.value.map((image) => image.url) : outcome.code
    }
    expect(await seen(cast.ada)).toEqual([url])
    expect(await seen(cast.ida)).toEqual([url])
    for (const viewer of [cast.rae, cast.mo, suspended]) expect(await seen(viewer)).toBe('not-found')
    expect(await seen(anonymous)).toBe('signed-out')
    expect(await seen(cast.ada, randomUUID())).toBe('not-found')
  })

  test('holds what a text uses that was uploaded for another', async () => {
    const [first, second] = [await draftBy(cast.ada), await draftBy(cast.ada)]
    const url = await imageOf(cast.ada, first.id, store)
    await savedText(second.id, `![a](${url})`)
    const outcome = await readImages(cast.ada, second.id)
    expect(outcome).toMatchObject({ ok: true, value: [{ url, width: 1000, height: 500, alt: 'A river', used: true }] })
  })
})

describe('a pass', () => {
  const url = '/media/0123456789abcdef01234567-1000x500.webp'
  const now = new Date('2026-11-22T10:20:00Z')
  const passOf = (address: string) => new URL(address, 'http://x').searchParams.get('pass') ?? ''
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

  test('lets its bearer see one image for an hour or two', () => {
    const pass = passOf(passedUrl(url, now))
    expect(isMediaPass(nameOf(url), pass, now)).toBe(true)
    expect(isMediaPass(nameOf(url), pass, later(60))).toBe(true)
    expect(isMediaPass(nameOf(url), pass, later(120))).toBe(false)
    expect(isMediaPass(nameOf(url).replace('0', '1'), pass, now)).toBe(false)
  })

  test('cannot be made longer, or of anything', () => {
    const pass = passOf(passedUrl(url, now))
    const [until = '', signature = ''] = pass.split('.')
    const longer = (Number.parseInt(until, 36) + 3600).toString(36)
    for (const other of ['', '.', 'x', `${longer}.${signature}`, `${until}.${'A'.repeat(22)}`, `${until}.`, `NaN.${signature}`, `${pass}x`]) expect(isMediaPass(nameOf(url), other, now)).toBe(false)
  })

  test('is in every address of a text and in none of its words', () => {
    const html = `<p>/media/x.webp ${url}</p><img src="${url}" srcset="${url.replace('.webp', '-480w.webp')} 480w, ${url} 1000w" alt="a">`
    const passed = withMediaPass(html, now)
    expect(passed.startsWith(`<p>/media/x.webp ${url}</p>`)).toBe(true)
    expect(passed.match(/\?pass=/g)).toHaveLength(3)
    expect(passed).toContain('-480w.webp?pass=')
    expect(withMediaPass(html, later(20))).toBe(passed)
  })
})

test('an image that a note on a published essay shows is everybody’s, until the note is taken back', async () => {
  const { post } = await published('published')
  const url = await imageOf(cast.ada, post.id, store)
  expect((await sights(url)).anonymous).toBeNull()
  const note = await writer().updateNote.create({ data: { postId: post.id, kind: 'update', body: `![a](${url})`, html: `<img src="${url}">`, at: new Date() }, select: { id: true } })
  expect(await sights(url)).toEqual(ofEverybody)
  await writer().updateNote.update({ where: { id: note.id }, data: { takenBackAt: new Date(), version: 2 }, select: { id: true } })
  expect((await sights(url)).anonymous).toBeNull()
})
