import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { reader, writer } from '#lib/database.ts'
import { withMediaPass } from '#lib/media/media-pass.ts'
import { mediaStore } from '#lib/media/store/media-store.ts'
import { makeCast } from '../cast.ts'
import { photograph, phonePhoto } from '../media/bad-files.ts'
import { draftBy, imageOf, savedText } from '../media/image-stories.ts'
import { sendRaw } from './raw-request.ts'
import { cookieOf, startSite, tokenOf } from './site.ts'

let site: Awaited<ReturnType<typeof startSite>>
let cast: Awaited<ReturnType<typeof makeCast>>
let cookies: Record<'ada' | 'rae' | 'mo' | 'noor', string>
let photo: Buffer

beforeAll(async () => {
  cast = await makeCast()
  const of = async (name: 'ada' | 'rae' | 'mo' | 'noor') => [name, await cookieOf(cast[name])] as const
  cookies = Object.fromEntries(await Promise.all((['ada', 'rae', 'mo', 'noor'] as const).map(of))) as typeof cookies
  photo = await phonePhoto()
  site = await startSite()
}, 300_000)

function form(fields: Record<string, string>, file: Uint8Array | null = photo): FormData {
  const made = new FormData()
  for (const [name, value] of Object.entries(fields)) made.append(name, value)
  if (file) made.append('image', new Blob([new Uint8Array(file)], { type: 'image/svg+xml' }), '../../<b>.svg')
  return made
}

const send = (body: FormData, cookie = cookies.ada, headers: Record<string, string> = {}) =>
  fetch(`${site.url}/write/images`, { method: 'POST', headers: { cookie, origin: site.url, accept: 'application/json', ...headers }, body, redirect: 'manual' })
const sendByHand = (body: FormData, cookie = cookies.ada) => send(body, cookie, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })
const get = (path: string, cookie = '') => fetch(site.url + path, { headers: cookie ? { cookie } : {} })

describe('a script sends an image', () => {
  test('and is told its address, its size and its line', async () => {
    const post = await draftBy(cast.ada)
    const answer = await send(form({ post: post.id, alt: 'A *river*', caption: 'By night', credit: 'Ada' }))
    expect(answer.status).toBe(201)
    const { url, width, height, markdown } = await answer.json()
    expect([width, height]).toEqual([480, 640])
    expect(markdown).toBe(`![A \\*river\\*](${url} "By night | Ada")`)
    const shown = await get(url, cookies.ada)
    expect(shown.headers.get('content-type')).toBe('image/webp')
  })

  test('by a token', async () => {
    const post = await draftBy(cast.ada)
    const answer = await fetch(`${site.url}/write/images`, { method: 'POST', headers: { authorization: `Bearer ${await tokenOf(cast.ada)}`, accept: 'application/json' }, body: form({ post: post.id }) })
    expect(answer.status).toBe(201)
  })

  test('of 12 MB', async () => {
    const post = await draftBy(cast.ada)
    const large = Buffer.concat([await photograph(900, 600).jpeg().toBuffer(), Buffer.alloc(12_000_000, 7)])
    const answer = await send(form({ post: post.id }, large))
    expect(answer.status).toBe(201)
  })

  test.each<[string, (postId: string) => Promise<Response>, number]>([
    ['nobody is signed in', (post) => send(form({ post }), ''), 401],
    ['the session is over, and the image large', (post) => send(form({ post }, Buffer.alloc(9_000_000)), 'afterword-session=gone'), 401],
    ['somebody else writes the essay', (post) => send(form({ post }), cookies.rae), 404],
    ['there is no such essay', () => send(form({ post: randomUUID() })), 404],
    ['it comes from elsewhere', (post) => send(form({ post }), cookies.ada, { origin: 'https://e.org' }), 403],
    ['there is no file', (post) => send(form({ post }, null)), 422],
    ['the file is empty', (post) => send(form({ post }, new Uint8Array())), 422],
    ['it is a drawing', (post) => send(form({ post }, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))), 415],
    ['it is half of one', (post) => send(form({ post }, photo.subarray(0, photo.length / 2))), 422],
    ['it is larger than 16 MB', (post) => send(form({ post }, Buffer.alloc(17_000_000))), 413],
    ['it is no form', () => fetch(`${site.url}/write/images`, { method: 'POST', headers: { cookie: cookies.ada, origin: site.url, accept: 'application/json', 'content-type': 'image/jpeg' }, body: new Uint8Array(photo) }), 400],
    ['the form is broken', () => fetch(`${site.url}/write/images`, { method: 'POST', headers: { cookie: cookies.ada, origin: site.url, accept: 'application/json', 'content-type': 'multipart/form-data; boundary=x' }, body: '--x\r\nContent-Disposition: form-data; name="image"' }), 400],
  ])('and reads why it was not taken when %s', async (_, sending, status) => {
    const post = await draftBy(cast.ada)
    const answer = await sending(post.id)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await answer.json()).toMatchObject({ status, detail: expect.stringMatching(/\.$/) })
    expect(await reader().media.count({ where: { postId: post.id } })).toBe(0)
  })

  test('without end: it is let go of at the limit, and a stranger before the first byte', async () => {
    const head = (cookie: string) => `POST /write/images HTTP/1.1\r\nHost: 127.0.0.1:${site.port}\r\nOrigin: ${site.url}\r\nCookie: ${cookie}\r\nContent-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n\r\n`
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 120), Buffer.from('\r\n')])
    expect((await sendRaw(site.port, head('afterword-session=gone'), () => chunk)).status).toBe(401)
    expect((await sendRaw(site.port, head(cookies.ada), () => chunk)).status).toBe(413)
  }, 60_000)

  test('eight at once: all are taken, one after the other', async () => {
    const post = await draftBy(cast.ada)
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(form({ post: post.id }))))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 201))
  }, 30_000)
})

describe('a form without a script', () => {
  test('leads back to the images, where the new one stands with its line', async () => {
    const post = await draftBy(cast.ada)
    const answer = await sendByHand(form({ post: post.id, alt: 'A river' }))
    expect([answer.status, answer.headers.get('location')]).toEqual([303, expect.stringMatching(`^/write/${post.id}/images\\?added=`)])
    const page = await (await get(answer.headers.get('location') ?? '', cookies.ada)).text()
    expect(page).toContain('![A river](/media/')
    expect(page).toContain('Uploaded just now.')
  })

  test('that is refused comes back with its words, and says why', async () => {
    const post = await draftBy(cast.ada)
    const answer = await sendByHand(form({ post: post.id, alt: 'A "river" <b>', caption: 'By night' }, Buffer.from('GIF89a')))
    expect(answer.status).toBe(415)
    const page = await answer.text()
    expect(page).toContain('JPEG, PNG and WebP are.')
    expect(page).toContain('value="A &#34;river&#34; &#60;b&#62;"')
    expect(page).toContain(`value="${post.id}"`)
  })
})

test('the framework fetches and transforms no picture for anybody', async () => {
  for (const url of ['/media/0123456789abcdef01234567-640x400.webp', '/icon.svg', 'https://elsewhere.example/a.png']) {
    expect((await get(`/_next/image?url=${encodeURIComponent(url)}&w=640&q=75`, cookies.ada)).status).toBe(404)
  }
})

describe('an image is given out', () => {
  test('once it is published to everybody, for an hour without being asked, as nothing but an image', async () => {
    const post = await draftBy(cast.ada)
    const url = await imageOf(cast.ada, post.id, mediaStore())
    const { id } = await savedText(post.id, `![a](${url})`)
    expect((await get(url)).status).toBe(404)
    await writer().post.update({ where: { id: post.id }, data: { publishedRevisionId: id, state: 'published', publishedAt: new Date() }, select: { id: true } })
    for (const [path, type] of [[url, 'image/webp'], [url.replace('.webp', '-480w.webp'), 'image/webp'], [url.replace('.webp', '.jpg'), 'image/jpeg']] as const) {
      const answer = await get(path)
      expect(answer.status).toBe(200)
      expect(Object.fromEntries(['content-type', 'cache-control', 'x-content-type-options'].map((name) => [name, answer.headers.get(name)])))
        .toEqual({ 'content-type': type, 'cache-control': 'public, max-age=3600, must-revalidate', 'x-content-type-options': 'nosniff' })
      expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; sandbox/)
      // The framework's own words; whose it is decides nothing here.
      expect(answer.headers.get('vary') ?? '').not.toMatch(/cookie|\*/i)
      expect([answer.headers.get('content-length'), answer.headers.get('accept-ranges')]).toEqual(['1', 'bytes'])
      expect((await answer.arrayBuffer()).byteLength).toBe(1)
      const again = await fetch(site.url + path, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } })
      expect(again.status).toBe(304)
    }
    expect((await fetch(site.url + url, { method: 'HEAD' })).status).toBe(200)
    expect((await fetch(site.url + url, { method: 'POST', headers: { origin: site.url } })).status).toBe(405)
  })

  test('to nobody from the moment at which its essay is taken down, whatever they hold of it', async () => {
    const post = await draftBy(cast.ada)
    const url = await imageOf(cast.ada, post.id, mediaStore())
    const { id } = await savedText(post.id, `![a](${url})`)
    const state = (to: 'published' | 'archived') => writer().post.update({ where: { id: post.id }, data: { publishedRevisionId: id, state: to, publishedAt: new Date() }, select: { id: true } })
    await state('published')
    const etag = (await get(url)).headers.get('etag') ?? ''
    await state('archived')
    for (const path of [url, url.replace('.webp', '-480w.webp'), url.replace('.webp', '.jpg')]) {
      for (const headers of [new Headers(), new Headers({ 'if-none-match': etag }), new Headers({ range: 'bytes=0-0' })]) {
        const answer = await fetch(site.url + path, { headers })
        expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'private, no-store'])
      }
    }
    await state('published')
    expect((await get(url)).status).toBe(200)
  })

  test('in parts, to whoever asks for a part', async () => {
    const post = await draftBy(cast.ada)
    const url = await imageOf(cast.ada, post.id, mediaStore())
    const ask = async (range: string, method = 'GET') => {
      const answer = await fetch(site.url + url, { method, headers: { cookie: cookies.ada, range } })
      return [answer.status, answer.headers.get('content-range'), answer.headers.get('content-length'), (await answer.arrayBuffer()).byteLength]
    }
    expect(await ask('bytes=0-99')).toEqual([206, 'bytes 0-0/1', '1', 1])
    expect((await ask('bytes=5-')).slice(0, 2)).toEqual([416, 'bytes */1'])
    expect(await ask('bytes=0-0', 'HEAD')).toEqual([206, 'bytes 0-0/1', '1', 0])
    expect(await ask('lines=1', 'HEAD')).toEqual([200, null, '1', 0])
  })

  test('before that to those who work on it, and kept by nobody', async () => {
    const post = await draftBy(cast.ada)
    const url = await imageOf(cast.ada, post.id, mediaStore())
    const [ada, mo, rae] = await Promise.all([get(url, cookies.ada), get(url, cookies.mo), get(url, cookies.rae)])
    expect([ada.status, mo.status, rae.status]).toEqual([200, 200, 404])
    expect(ada.headers.get('cache-control')).toBe('private, no-cache')
    expect(rae.headers.get('cache-control')).toBe('private, no-store')
    const never = await get(`/media/${'0'.repeat(24)}-10x10.webp`)
    expect([never.status, await never.text()]).toEqual([404, await rae.text()])
  })

  test('to whoever was let in by a secret link, for an hour or two', async () => {
    const post = await draftBy(cast.ada)
    const url = await imageOf(cast.ada, post.id, mediaStore())
    const [, address = ''] = /src="([^"]*)"/.exec(withMediaPass(`<img src="${url}" alt="">`, new Date())) ?? []
    const answer = await get(address)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-cache'])
    expect((await get(`${url}?pass=${'a'.repeat(30)}`)).status).toBe(404)
  })

  test.each(['/media/', '/media/x', '/media/..%2f..%2fauth-secret', '/media/%2e%2e/auth-secret', `/media/${'0'.repeat(24)}-10x10.svg`])('and %s is nothing', async (path) => {
    expect((await get(path)).status).toBe(404)
  })
})
