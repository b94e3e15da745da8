import { fork } from 'node:child_process'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { publicReader, reader, writer } from '#lib/database.ts'
import { importWxr } from '#lib/exchange/import-wxr.ts'
import { countRemote, sayRemote } from '#lib/exchange/pictures/count-remote.ts'
import { folderSource } from '#lib/exchange/pictures/folder-source.ts'
import { importMedia } from '#lib/exchange/pictures/import-media.ts'
import type { MediaImport } from '#lib/exchange/pictures/import-media.ts'
import { printMediaReport } from '#lib/exchange/pictures/print-media-report.ts'
import { readHosts } from '#lib/exchange/pictures/read-hosts.ts'
import { serverSource } from '#lib/exchange/pictures/server-source.ts'
import { verify } from '#lib/integrity/verify.ts'
import { filesOf, mediaIn, readMediaUrl } from '#lib/media-name.ts'
import { announcePost } from '#lib/posts/publishing/announce-post.ts'
import { readCover } from '#lib/posts/publishing/cover.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import { mediaStore } from '#lib/media/store/media-store.ts'
import { operator } from '#lib/viewer.ts'
import { carryOut, person } from '../../cast.ts'
import { blackPng, photograph } from '../../media/bad-files.ts'
import { storeInMemory } from '../../media/image-stories.ts'
import { bytesOf, cdata, exportOf, itemOf } from '../write-fixture.ts'
import { pictures, startOldServer } from './old-server.ts'
import type { File } from './old-server.ts'

const closing: (() => unknown)[] = []
afterEach(() => closing.splice(0).forEach((close) => close()))

let posts = 0

/** An old blog on a server of its own, as one story tells it. */
async function oldBlog(files: Record<string, File | (() => File)> = {}) {
  const server = await startOldServer(files)
  closing.push(server.close)
  const blogUrl = `http://${server.host}`
  const site = `wxr:${server.host}:post:`
  return {
    ...server, blogUrl,
    item: (id: number, given: Parameters<typeof itemOf>[1] = {}) => itemOf(id, { slug: `pictured-${++posts}`, link: `${blogUrl}/2012/05/post-${id}/`, ...given }),
    bring: (items: string[]) => importWxr(() => bytesOf(exportOf(items, { blogUrl })), operator),
    take: (more: Partial<MediaImport> = {}) => takeFrom(server.host, more),
    post: (id: number) => reader().post.findUniqueOrThrow({ where: { importKey: site + id }, include: { publishedRevision: true, draftRevision: true, revisions: true, images: true } }),
  }
}

async function takeFrom(host: string, more: Partial<MediaImport>) {
  const named = await readHosts()
  // Only the blog of this story: others of this file are gone by now.
  const hosts = { pictures: new Set([host]), blogs: named.blogs }
  return importMedia({ source: serverSource({ hosts: named.pictures }, { privateToo: true, silence: 500, whole: 2_000 }), hosts, ...more })
}

function upload(id: number, url: string, { alt = '', caption = '', parent = '0' } = {}): string {
  const meta = alt ? `<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>${cdata(alt)}</wp:meta_value></wp:postmeta>` : ''
  return itemOf(id, { type: 'attachment', status: 'inherit', title: 'dsc_0042', body: '', excerpt: caption, parent, slug: `upload-${id}`, inside: `<wp:attachment_url>${cdata(url)}</wp:attachment_url>${meta}` })
}

const thumbnail = (id: number) => `<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>${id}</wp:meta_value></wp:postmeta>`

const sizeOf = (url: string) => {
  const media = readMediaUrl(url)
  return [media?.width, media?.height]
}

async function jobsAndMail() {
  return [await reader().mail.count(), await reader().notice.count(), await reader().$queryRaw`SELECT task_identifier FROM graphile_worker.jobs WHERE task_identifier LIKE 'tell-%'`]
}

describe('the pictures of an essay', () => {
  test('become ours, with all that is said of them, in a revision of their own', async () => {
    const { jpeg, png, webp } = await pictures()
    const blog = await oldBlog({ '/up/a.jpg': jpeg, '/up/b.png': png, '/up/c.webp': webp })
    const body = `[caption width="300"]<a href="${blog.blogUrl}/up/a.jpg"><img src="${blog.blogUrl}/up/a.jpg" alt="An oak"></a> In <em>May</em>[/caption]

Words. <img src="${blog.blogUrl}/up/b.png" alt="A path"> More words.

<img src="${blog.blogUrl}/up/c.webp" alt="">`
    await blog.bring([blog.item(1, { body })])
    const before = await blog.post(1)
    const report = await blog.take()
    expect(report).toMatchObject({ posts: 1, changed: 1, taken: 3, known: 0, missing: [] })

    const after = await blog.post(1)
    const [oak = '', path = '', third = ''] = mediaIn(after.publishedRevision?.source ?? '')
    expect([oak, path, third].map(sizeOf)).toEqual([[60, 40], [50, 30], [40, 30]])
    expect(after.publishedRevision?.source).toBe(before.publishedRevision?.source
      .replaceAll(/https?:\/\/[^)" ]*a\.jpg/g, oak).replaceAll(/https?:\/\/[^)" ]*b\.png/g, path).replaceAll(/https?:\/\/[^)" ]*c\.webp/g, third))
    expect(after.publishedRevision?.html).toContain(`<figure><a href="${oak}"><img src="${oak}" alt="An oak"`)
    expect(after.publishedRevision?.html).toContain('<figcaption>In <em>May</em></figcaption>')
    expect(after.publishedRevision).toMatchObject({ reason: 'imported', title: 'A walk', text: before.publishedRevision?.text, words: before.publishedRevision?.words })
    expect(after.revisions).toHaveLength(2)
    expect(after.images.find(({ name }) => oak.includes(name))).toMatchObject({ alt: 'An oak', caption: 'In May' })
    expect(await publicReader().publishedMedia.count({ where: { name: { in: after.images.map(({ name }) => name) } } })).toBe(3)
  })

  test('stay where they are while they cannot be had, and come when they can', async () => {
    const { jpeg } = await pictures()
    const blog = await oldBlog({
      '/good.jpg': jpeg, '/gif.gif': Buffer.from('GIF89a with many moving pictures in it'), '/broken.jpg': jpeg.subarray(0, 400), '/slow.jpg': 'drip', '/silent.jpg': 'silence',
      '/away.jpg': { redirect: 'http://127.0.0.1:1/a.jpg' }, '/there.jpg': { redirect: '/good.jpg' }, '/page.jpg': { status: 200, body: Buffer.from('<!doctype html><p>Sorry.</p>') },
    })
    const names = ['good.jpg', 'gif.gif', 'broken.jpg', 'slow.jpg', 'silent.jpg', 'away.jpg', 'there.jpg', 'page.jpg', 'none.jpg']
    await blog.bring([blog.item(1, { body: names.map((name) => `<img src="${blog.blogUrl}/${name}" alt="${name}">`).join('\n\n') })])
    const report = await blog.take()
    const why = Object.fromEntries(report.missing.map(({ address, trouble }) => [address.split('/').at(-1), trouble]))
    expect(why).toEqual({ 'gif.gif': 'no-picture', 'broken.jpg': 'damaged', 'slow.jpg': 'slow', 'silent.jpg': 'slow', 'away.jpg': 'elsewhere', 'page.jpg': 'no-picture', 'none.jpg': 'missing' })
    expect(report.taken).toBe(2)
    const { publishedRevision } = await blog.post(1)
    expect(publishedRevision?.source.match(/https?:\/\/\S+?\.(?:jpg|gif)/g)).toHaveLength(7)
    expect(printMediaReport(report, { dryRun: false, links: false })).toContain(`https://${blog.host}/none.jpg: not there`)

    blog.files['/none.jpg'] = jpeg
    blog.files['/broken.jpg'] = jpeg
    const again = await blog.take()
    expect(again).toMatchObject({ taken: 2, changed: 1 })
    expect(mediaIn((await blog.post(1)).publishedRevision?.source ?? '')).toHaveLength(4)
  })

  test('come in the largest size that there is, unless the export names a smaller one as a picture of its own', async () => {
    const [large, small, other] = await Promise.all([photograph(600, 400).jpeg().toBuffer(), photograph(300, 200).jpeg().toBuffer(), photograph(150, 150).jpeg().toBuffer()])
    const blog = await oldBlog({ '/a.jpg': large, '/a-300x200.jpg': small, '/a-150x150.jpg': other, '/b-300x200.jpg': small, '/c-scaled.jpg': large })
    const body = ['a-300x200.jpg', 'a-150x150.jpg', 'b-300x200.jpg', 'c-300x200.jpg'].map((name) => `<img src="${blog.blogUrl}/${name}?w=200" alt="${name}">`).join('\n\n')
    await blog.bring([blog.item(1, { body }), upload(2, `${blog.blogUrl}/a-150x150.jpg`)])
    expect(await blog.take()).toMatchObject({ taken: 4, missing: [] })
    expect(mediaIn((await blog.post(1)).publishedRevision?.source ?? '').map(sizeOf)).toEqual([[600, 400], [150, 150], [300, 200], [600, 400]])
  })

  test('that are too large as they were come in the next size', async () => {
    const blog = await oldBlog({ '/a.png': blackPng(30_000, 30_000), '/a-300x200.png': await photograph(300, 200).png().toBuffer() })
    await blog.bring([blog.item(1, { body: `<img src="${blog.blogUrl}/a-300x200.png" alt="a">` })])
    expect(await blog.take()).toMatchObject({ taken: 1, missing: [] })
    expect(mediaIn((await blog.post(1)).publishedRevision?.source ?? '').map(sizeOf)).toEqual([[300, 200]])
  })

  test('of several essays are taken once, two files at a time', async () => {
    const { jpeg } = await pictures()
    const own = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`/own-${n}.jpg`, jpeg]))
    const blog = await oldBlog({ '/same.jpg': jpeg, ...own })
    const image = (name: string) => `<img src="${blog.blogUrl}/${name}" alt="${name}">`
    await blog.bring(Array.from({ length: 6 }, (_, n) => blog.item(n + 1, { body: [image('same.jpg'), image(`own-${2 * n}.jpg`), image(`own-${2 * n + 1}.jpg`)].join('\n\n') })))
    expect(await blog.take()).toMatchObject({ posts: 6, changed: 6, taken: 13 })
    expect(blog.asked.filter((path) => path === '/same.jpg')).toHaveLength(1)
    expect(blog.busy.most).toBe(2)
  })

  test('on hosts that the import did not name are left alone, and counted', async () => {
    const { jpeg } = await pictures()
    const other = await startOldServer({ '/theirs.jpg': jpeg })
    closing.push(other.close)
    const blog = await oldBlog({ '/ours.jpg': jpeg })
    await blog.bring([blog.item(1, { body: `<img src="${blog.blogUrl}/ours.jpg" alt="a">\n\n<img src="http://${other.host}/theirs.jpg" alt="b">` })])
    const report = await blog.take()
    expect(report).toMatchObject({ taken: 1, others: { [other.host]: 1 } })
    expect(other.asked).toEqual([])
    expect((await countRemote()).hosts).toContainEqual({ host: other.host, count: 1 })
  })

  test('stay remote in a text that was HTML but for their addresses', async () => {
    const { jpeg } = await pictures()
    const blog = await oldBlog({ '/a.jpg': jpeg })
    const body = `<table><tr><td colspan="2"><img src="${blog.blogUrl}/a.jpg" alt="An oak" width="300"></td></tr><tr><td>1</td><td>2</td></tr></table>`
    await blog.bring([blog.item(1, { body })])
    const before = await blog.post(1)
    expect(before.publishedRevision?.format).toBe('html')
    await blog.take()
    const { publishedRevision } = await blog.post(1)
    const [url = ''] = mediaIn(publishedRevision?.source ?? '')
    expect(publishedRevision?.source).toBe(before.publishedRevision?.source.replace(/src="[^"]*"/, `src="${url}"`))
    expect(publishedRevision?.html).toMatch(/width="60" height="40"/)
  })
})

describe('what is published', () => {
  test('stays as it was for everybody: its day, its state, and nobody hears of it', async () => {
    const { jpeg } = await pictures()
    const blog = await oldBlog({ '/a.jpg': jpeg })
    const body = `<img src="${blog.blogUrl}/a.jpg" alt="An oak">`
    await blog.bring([
      blog.item(1, { body }), blog.item(2, { body, status: 'draft' }), blog.item(3, { body, status: 'future', dateGmt: '2090-01-01 00:00:00' }),
      blog.item(4, { body, password: 'acorn' }), blog.item(5, { body, type: 'page' }),
    ])
    const { id: hidden } = await blog.post(5)
    await writer().post.update({ where: { id: hidden }, data: { state: 'archived' }, select: { id: true } })
    const states = async () => Promise.all([1, 2, 3, 4, 5].map(async (number) => {
      const { state, slug, publishedAt, publishAt, passwordSince, updatedAt, publishedRevisionId, draftRevisionId } = await blog.post(number)
      return { state, slug, publishedAt, publishAt, passwordSince, updatedAt, one: publishedRevisionId === draftRevisionId, none: publishedRevisionId === null }
    }))
    const listed = async () => publicReader().publishedPost.findMany({ where: { slug: (await blog.post(1)).slug }, select: { publishedAt: true, updatedAt: true, title: true } })
    const [before, shown, told] = [await states(), await listed(), await jobsAndMail()]
    expect(await blog.take()).toMatchObject({ changed: 5, taken: 1 })
    expect(await states()).toEqual(before)
    expect(await listed()).toEqual(shown)
    expect(await jobsAndMail()).toEqual(told)
    for (const number of [1, 2, 3, 4, 5]) expect(mediaIn((await blog.post(number)).draftRevision?.source ?? '')).toHaveLength(1)
    expect((await publicReader().publishedPost.count({ where: { id: { in: [(await blog.post(2)).id, (await blog.post(3)).id, (await blog.post(4)).id] } } }))).toBe(0)
  })

  test('keeps the day on which its author last changed it', async () => {
    const { jpeg } = await pictures()
    const blog = await oldBlog({ '/a.jpg': jpeg })
    await blog.bring([blog.item(1, { body: `<img src="${blog.blogUrl}/a.jpg" alt="An oak">` })])
    const ida = await person('ida', 'administrator')
    const { id, draftVersion, draftRevision } = await blog.post(1)
    await carryOut(saveDraft, ida, { postId: id, version: draftVersion, title: 'Another walk', standfirst: '', source: `${draftRevision?.source}\n\nMore.`, reason: 'saved' })
    await carryOut(publishPost, ida, { postId: id })
    const day = async () => (await publicReader().publishedPost.findUniqueOrThrow({ where: { id }, select: { updatedAt: true } })).updatedAt
    const before = await day()
    await blog.take()
    expect(await day()).toEqual(before)
    expect((await blog.post(1)).publishedRevision).toMatchObject({ title: 'Another walk', source: expect.stringMatching(/^!\[An oak\]\(\/media\/.*\n\nMore\.$/) })
  })

  test('and what is being written each keep their own words', async () => {
    const { jpeg } = await pictures()
    const blog = await oldBlog({ '/a.jpg': jpeg })
    await blog.bring([blog.item(1, { body: `<img src="${blog.blogUrl}/a.jpg" alt="An oak">` })])
    const ida = await person('ida', 'administrator')
    const { id, draftVersion, draftRevision } = await blog.post(1)
    await carryOut(saveDraft, ida, { postId: id, version: draftVersion, title: 'Not yet', standfirst: '', source: `Secret.\n\n${draftRevision?.source}`, reason: 'saved' })
    await blog.take()
    const after = await blog.post(1)
    expect(after.publishedRevision).toMatchObject({ title: 'A walk', source: expect.stringMatching(/^!\[An oak\]\(\/media\//) })
    expect(after.draftRevision).toMatchObject({ title: 'Not yet', source: expect.stringMatching(/^Secret\.\n\n!\[An oak\]\(\/media\//) })
    expect(after.draftVersion).toBe(draftVersion + 2)
  })

  test.each(['saved', 'autosave'] as const)('is not written over when its author saves in that very moment (%s)', async (reason) => {
    const { jpeg } = await pictures()
    const blog = await oldBlog({})
    await blog.bring([blog.item(1, { body: `<img src="${blog.blogUrl}/a.jpg" alt="An oak">` })])
    const ida = await person('ida', 'administrator')
    const { id, draftVersion, draftRevision } = await blog.post(1)
    // A page that goes on saving goes on in one revision.
    const save = (version: number, title: string) => carryOut(saveDraft, ida, { postId: id, version, title, standfirst: '', source: `New.\n\n${draftRevision?.source}`, reason })
    await save(draftVersion, 'Begun')
    const saving = { done: undefined as Promise<unknown> | undefined }
    blog.files['/a.jpg'] = () => {
      saving.done ??= save(draftVersion + 1, 'Meanwhile')
      return jpeg
    }
    const slowly = storeInMemory()
    await blog.take({ store: { ...slowly, put: async (name, bytes) => { await saving.done; await slowly.put(name, bytes) } } })
    const after = await blog.post(1)
    expect(after.draftRevision).toMatchObject({ title: 'Meanwhile', source: expect.stringMatching(/^New\.\n\n!\[An oak\]\(\/media\//) })
    expect(after.publishedRevision).toMatchObject({ title: 'A walk', source: expect.stringMatching(/^!\[An oak\]\(\/media\//) })
    // These files are in memory only.
    for (const file of slowly.files) await mediaStore().put(...file)
  })
})

describe('the picture above a text', () => {
  test('becomes its cover, with its words', async () => {
    const { jpeg, png } = await pictures()
    const blog = await oldBlog({ '/above.jpg': jpeg, '/other.png': png })
    await blog.bring([
      upload(9, `${blog.blogUrl}/above.jpg`, { alt: 'A lake', caption: 'In winter' }), upload(10, `${blog.blogUrl}/other.png`),
      blog.item(1, { inside: thumbnail(9) }), blog.item(2, { inside: thumbnail(10), status: 'draft' }),
    ])
    expect(await blog.take()).toMatchObject({ covers: 2, taken: 2 })
    const [one, other] = [await blog.post(1), await blog.post(2)]
    expect(readCover(one.publishedRevision?.cover)).toEqual({ media: expect.stringMatching(/^\/media\//), alt: 'A lake', caption: 'In winter', credit: '' })
    // The name of a file describes nothing.
    expect(readCover(other.draftRevision?.cover)).toMatchObject({ alt: '', caption: '' })
  })

  test('stays the one that somebody chose here, and comes back to none who took it away', async () => {
    const { jpeg, png } = await pictures()
    const blog = await oldBlog({ '/above.jpg': jpeg, '/in.png': png })
    await blog.bring([upload(9, `${blog.blogUrl}/above.jpg`), blog.item(1, { inside: thumbnail(9), body: `<img src="${blog.blogUrl}/in.png" alt="a">` })])
    await blog.take()
    const ida = await person('ida', 'administrator')
    const { id, publishedRevision } = await blog.post(1)
    const [own = ''] = mediaIn(publishedRevision?.source ?? '')
    const announce = (media: string) => carryOut(announcePost, ida, { postId: id, excerpt: '', media, alt: media && 'Chosen', caption: '', credit: '' })
    for (const media of [own, '']) {
      await announce(media)
      await blog.bring([upload(9, `${blog.blogUrl}/above.jpg`), blog.item(1, { inside: thumbnail(9) })])
      expect(await blog.take()).toMatchObject({ covers: 0, changed: 0, taken: 0 })
      expect(readCover((await blog.post(1)).draftRevision?.cover)?.media ?? '').toBe(media)
    }
  })
})

describe('links within the old blog', () => {
  const story = async () => {
    const blog = await oldBlog({})
    // Numbers that no other blog of this file has: an old address leads to one post.
    const [one, other, hidden] = [7000, 7001, 7002].map((number) => number + 10 * ++posts) as [number, number, number]
    const body = `<a href="${blog.blogUrl}/2012/05/post-${other}/">one</a>, <a href="${blog.blogUrl}/?p=${other}#comment-7">two</a>, <a href="${blog.blogUrl}/2012/05/post-${hidden}">hidden</a>, <a href="${blog.blogUrl}/shop/">none</a>, <a href="https://elsewhere.example/?p=${other}">far</a>`
    await blog.bring([blog.item(one, { body }), blog.item(other), blog.item(hidden, { status: 'draft' })])
    return { ...blog, one, other, hidden }
  }

  test('lead to what readers see here, where they are asked to', async () => {
    const blog = await story()
    const { slug } = await blog.post(blog.other)
    expect(await blog.take({ links: true })).toMatchObject({ changed: 1, links: 2, deadLinks: 2 })
    const { publishedRevision } = await blog.post(blog.one)
    expect(publishedRevision?.source).toBe(`[one](/posts/${slug}), [two](/posts/${slug}#comment-7), [hidden](${blog.blogUrl}/2012/05/post-${blog.hidden}), [none](${blog.blogUrl}/shop/), [far](https://elsewhere.example/?p=${blog.other})`)
    expect(await blog.take({ links: true })).toMatchObject({ changed: 0 })
  })

  test('stay as they are unless they are asked to', async () => {
    const blog = await story()
    expect(await blog.take()).toMatchObject({ changed: 0, links: 0 })
  })
})

describe('a run', () => {
  const story = async (count: number) => {
    const jpeg = await photograph(900, 600).jpeg().toBuffer()
    const names = Array.from({ length: count }, (_, n) => `p-${n}.jpg`)
    const blog = await oldBlog(Object.fromEntries(names.map((name) => [`/${name}`, jpeg])))
    await blog.bring(names.map((name, n) => blog.item(n + 1, { body: `<img src="${blog.blogUrl}/${name}" alt="${name}">` })))
    return blog
  }

  test('after the last takes nothing, asks for nothing and changes nothing', async () => {
    const blog = await story(3)
    await blog.take()
    const asked = blog.asked.length
    expect(await blog.take()).toMatchObject({ posts: 0, taken: 0, known: 0, changed: 0 })
    expect(blog.asked).toHaveLength(asked)
  })

  test('that only looks writes nothing and asks for nothing', async () => {
    const blog = await story(3)
    const report = await blog.take({ dryRun: true })
    expect(report).toMatchObject({ posts: 3, wanted: 3, there: 0, absent: 0, taken: 0 })
    expect([blog.asked, (await blog.post(1)).revisions.length, (await blog.post(1)).images.length]).toEqual([[], 1, 0])
    expect(printMediaReport(report, { dryRun: true, links: false })).toContain('3 would be asked for')
  })

  test('that is killed is completed by the next, and no file is taken twice that was kept', async () => {
    const blog = await story(14)
    const kept = async () => reader().media.count({ where: { keptAt: { not: null }, post: { importKey: { startsWith: `wxr:${blog.host}:` } } } })
    const child = fork(new URL('./import-once.ts', import.meta.url), { execArgv: [], stdio: 'ignore' })
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    while ((await kept()) < 4 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20))
    child.kill('SIGKILL')
    await ended
    const first = await kept()
    expect(first).toBeGreaterThanOrEqual(4)
    expect(first).toBeLessThan(14)
    const report = await blog.take()
    expect(report.taken).toBeLessThanOrEqual(10)
    expect(await kept()).toBe(14)
    for (let id = 1; id <= 14; id++) expect(mediaIn((await blog.post(id)).publishedRevision?.source ?? '')).toHaveLength(1)
    expect(await blog.take()).toMatchObject({ taken: 0, changed: 0 })
  })

  test('at the same time as another leaves every text whole', async () => {
    const blog = await story(6)
    await Promise.all([blog.take(), blog.take()])
    for (let id = 1; id <= 6; id++) expect(mediaIn((await blog.post(id)).publishedRevision?.source ?? '')).toHaveLength(1)
    expect((await countRemote()).hosts.find(({ host }) => host === blog.host)).toBeUndefined()
  })
})

test('what remains elsewhere is said by host', () => {
  expect(sayRemote({ pictures: 0, posts: 0, hosts: [] })).toBeNull()
  expect(sayRemote({ pictures: 3, posts: 1, hosts: [{ host: 'a.example', count: 2 }, { host: 'b.example', count: 1 }] })).toBe('3 in 1 text (a.example 2, b.example 1)')
})

const file = new URL('../../../../shared/data/themeunittestdata.wordpress.xml', import.meta.url)

describe.skipIf(!existsSync(file))('the real export, with a folder as it was copied (skipped where ../shared/data is missing)', () => {
  let folder: string
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('has its pictures here, and what is not in the folder is named', async () => {
    await importWxr(() => createReadStream(file), operator)
    folder = await mkdtemp(path.join(os.tmpdir(), 'afterword-uploads-'))
    const rows = await reader().importPicture.findMany({ where: { listed: true, address: { contains: 'wpthemetestdata.files.wordpress.com' } }, select: { address: true } })
    const jpeg = await photograph(640, 480).jpeg().toBuffer()
    const left = ['/2008/06/windmill.jpg']
    for (const { address } of rows) {
      const { pathname } = new URL(address)
      if (left.includes(pathname)) continue
      await mkdir(path.join(folder, path.dirname(pathname)), { recursive: true })
      await writeFile(path.join(folder, pathname), pathname.endsWith('.gif') ? 'GIF89a and so on and on' : jpeg)
    }
    const hosts = { pictures: new Set(['wpthemetestdata.files.wordpress.com', 'wpthemetestdata.wordpress.com']), blogs: (await readHosts()).blogs }
    const told: string[] = []
    const report = await importMedia({ source: folderSource(folder), hosts, links: true, tell: (words) => told.push(words) })
    expect(report.missing.map(({ address, trouble }) => [address, trouble]).sort()).toEqual([
      ['https://wpthemetestdata.files.wordpress.com/2008/06/windmill.jpg', 'missing'], ['https://wpthemetestdata.files.wordpress.com/2014/01/spectacles.gif', 'no-picture'],
    ])
    expect(report.taken).toBeGreaterThan(25)
    expect(report.covers).toBe(6)
    expect(report.problems).toEqual([])
    expect(told.at(-1)).toMatch(/^\d+ texts, \d+ pictures$/)
    expect(await shownFrom('wpthemetestdata.files.wordpress.com')).toEqual(['/2008/06/windmill.jpg', '/2014/01/spectacles.gif'])
    expect(await importMedia({ source: folderSource(folder), hosts, links: true })).toMatchObject({ taken: 0, changed: 0, covers: 0 })
  })
})

test('after all of this everything proves itself, and a file that is lost or empty is noticed', async () => {
  expect((await verify()).filter(({ ok }) => !ok)).toEqual([])
  const { name } = await reader().media.findFirstOrThrow({ where: { keptAt: { not: null } }, select: { name: true } })
  const [some = ''] = filesOf(readMediaUrl(`/media/${name}.webp`) ?? { name, width: 0, height: 0 })
  const bytes = await mediaStore().get(some)
  for (const damage of [() => mediaStore().remove([some]), () => mediaStore().put(some, new Uint8Array())]) {
    await damage()
    expect((await verify()).filter(({ ok }) => !ok)).toEqual([{ name: 'files of images', ok: false, detail: expect.stringMatching(new RegExp(`^1 of [\\d,]+ files of [\\d,]+ images are missing or empty, such as ${some}$`)) }])
  }
  await mediaStore().put(some, bytes ?? new Uint8Array())
  expect((await verify()).filter(({ ok }) => !ok)).toEqual([])
})

/** What imported posts still show from a host: the path of each picture, once. */
async function shownFrom(host: string): Promise<string[]> {
  const rows = await reader().$queryRaw<{ html: string }[]>`
    SELECT r.html FROM post p JOIN post_revision r ON r.id = coalesce(p.published_revision_id, p.draft_revision_id) WHERE p.import_key IS NOT NULL`
  const addresses = rows.flatMap(({ html }) => [...html.matchAll(/<img [^>]*?src="(https?:\/\/[^"]+)"/g)].map(([, address = '']) => new URL(address)))
  return [...new Set(addresses.filter((address) => address.host === host).map(({ pathname }) => pathname))].sort()
}
