import { afterEach, describe, expect, test } from 'vitest'
import { serverSource } from '#lib/exchange/pictures/server-source.ts'
import { isPublicAddress } from '#lib/exchange/pictures/public-address.ts'
import { pictures, startOldServer } from './old-server.ts'
import type { File } from './old-server.ts'

const closing: (() => unknown)[] = []
afterEach(() => closing.splice(0).forEach((close) => close()))

async function blog(files: Record<string, File | (() => File)> = {}) {
  const server = await startOldServer(files)
  closing.push(server.close)
  const source = serverSource({ hosts: new Set([server.host]) }, { privateToo: true, silence: 400, whole: 1500 })
  return { ...server, get: async (path: string) => saying(await source.get(`https://${server.host}${path}`)) }
}

function saying(got: { ok: true; bytes: Uint8Array } | { ok: false; trouble: string }) {
  return got.ok ? got.bytes.length : got.trouble
}

describe('the server of the old blog', () => {
  test('gives pictures, whatever it calls them, and over http where nothing else answers', async () => {
    const { jpeg, png, webp } = await pictures()
    const { get } = await blog({ '/a.jpg': jpeg, '/b.png': png, '/c.webp': webp, '/d.jpg': webp })
    expect([await get('/a.jpg'), await get('/b.png'), await get('/c.webp'), await get('/d.jpg')]).toEqual([jpeg.length, png.length, webp.length, webp.length])
  })

  test.each<[string, File, string]>([
    ['is a page', { status: 200, headers: { 'content-type': 'image/jpeg' }, body: Buffer.from('<!doctype html><title>Sorry</title>') }, 'no-picture'],
    ['is a GIF', Buffer.from('GIF89a and many more bytes of it'), 'no-picture'],
    ['is an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>'), 'no-picture'],
    ['is empty', Buffer.alloc(0), 'no-picture'],
    ['is forbidden', { status: 403 }, 'refused'],
    ['is gone', { status: 410 }, 'missing'],
    ['says nothing', 'silence', 'slow'],
    ['comes too slowly', 'drip', 'slow'],
    ['breaks off', 'cut', 'broken-off'],
    ['says that it is huge', { status: 200, headers: { 'content-length': String(40 * 1024 * 1024) } }, 'large'],
  ])('a file that %s is not had, and why is said', async (_, file, trouble) => {
    const { get } = await blog({ '/a.jpg': file })
    expect(await get('/a.jpg')).toBe(trouble)
  })

  test('a file that never ends is left at the first byte too many', async () => {
    const server = await startOldServer({ '/a.jpg': 'endless' })
    closing.push(server.close)
    const source = serverSource({ hosts: new Set([server.host]) }, { privateToo: true, silence: 5_000, whole: 60_000 })
    expect(await source.get(`https://${server.host}/a.jpg`)).toEqual({ ok: false, trouble: 'large' })
  })

  test('that is busy gets the time that it asks for', async () => {
    const { jpeg } = await pictures()
    let times = 0
    const { get, asked } = await blog({ '/a.jpg': () => (++times === 1 ? { status: 503, headers: { 'retry-after': '1' } } : jpeg) })
    const began = Date.now()
    expect(await get('/a.jpg')).toBe(jpeg.length)
    expect(Date.now() - began).toBeGreaterThan(900)
    expect(asked).toHaveLength(2)
  })

  test('that cannot be reached is told from a file that is missing', async () => {
    const server = await startOldServer()
    server.close()
    const source = serverSource({ hosts: new Set([server.host]) }, { privateToo: true, silence: 400 })
    expect(await source.get(`https://${server.host}/a.jpg`)).toEqual({ ok: false, trouble: 'unreachable' })
  })

  test('by a name that no name server knows is said to have no address', async () => {
    const source = serverSource({ hosts: new Set(['orchard.invalid']) })
    expect(await source.get('https://orchard.invalid/a.jpg')).toEqual({ ok: false, trouble: 'unknown-host' })
  })

  test('that has moved is asked for the same files elsewhere', async () => {
    const { jpeg } = await pictures()
    const server = await startOldServer({ '/wp-content/a.jpg': jpeg })
    closing.push(server.close)
    const source = serverSource({ hosts: new Set(['orchard.example']), movedTo: server.host }, { privateToo: true })
    expect(await source.get('https://orchard.example/wp-content/a.jpg')).toMatchObject({ ok: true })
  })
})

describe('a redirect', () => {
  test('is followed to another file of the blog', async () => {
    const { jpeg } = await pictures()
    const { get } = await blog({ '/a.jpg': { redirect: '/b.jpg' }, '/b.jpg': jpeg })
    expect(await get('/a.jpg')).toBe(jpeg.length)
  })

  test.each([
    ['another server of this machine', (other: string) => `http://${other}/secret.jpg`],
    ['a port of the same machine', () => 'http://127.0.0.1:1/secret.jpg'],
    ['this machine by its name', (other: string) => `http://localhost:${other.split(':')[1]}/secret.jpg`],
    ['what tells machines about themselves', () => 'http://169.254.169.254/latest/meta-data/'],
    ['a name with a password', (other: string) => `http://ada:secret@${other}/secret.jpg`],
    ['a file', () => 'file:///etc/passwd'],
    ['another blog', () => 'https://evil.example/a.jpg'],
  ])('to %s is not followed', async (_, to) => {
    const { jpeg } = await pictures()
    const other = await startOldServer({ '/secret.jpg': jpeg })
    closing.push(other.close)
    const { get } = await blog({ '/a.jpg': { redirect: to(other.host) } })
    expect(await get('/a.jpg')).toBe('elsewhere')
    expect(other.asked).toEqual([])
  })

  test('that goes round and round ends', async () => {
    const { get, asked } = await blog({ '/a.jpg': { redirect: '/b.jpg' }, '/b.jpg': { redirect: '/a.jpg' } })
    expect(await get('/a.jpg')).toBe('refused')
    expect(asked.length).toBeLessThan(10)
  })
})

describe('what has no public address is not asked, though the import names it', () => {
  test.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '10.0.0.1', '192.168.1.1', '172.16.0.1', '169.254.169.254', '0.0.0.0', '100.100.100.200', '[fe80::1]', '[fd00:ec2::254]'])('%s', async (host) => {
    const server = await startOldServer({ '/a.jpg': (await pictures()).jpeg })
    closing.push(server.close)
    const place = `${host}:${server.host.split(':')[1]}`
    const named = new URL(`https://${place}`).host
    expect(await serverSource({ hosts: new Set([named]) }).get(`https://${named}/a.jpg`)).toEqual({ ok: false, trouble: 'private' })
    expect(server.asked).toEqual([])
  })

  test('nor at another spelling of its number', () => {
    expect(['http://2130706433/', 'http://0x7f.1/', 'http://017700000001/'].map((url) => new URL(url).hostname)).toEqual(['127.0.0.1', '127.0.0.1', '127.0.0.1'])
  })
})

test.each([
  ['93.184.215.14', true], ['1.1.1.1', true], ['2606:4700::1111', true],
  ['172.32.0.1', true], ['172.31.255.255', false], ['100.63.0.1', true], ['100.64.0.1', false], ['168.63.129.16', false], ['198.19.0.1', false], ['224.0.0.1', false], ['255.255.255.255', false],
  ['::', false], ['::1', false], ['::ffff:1.1.1.1', false], ['64:ff9b::a00:1', false], ['2002:7f00:1::', false], ['2001:0:7f00:1::', false], ['2001:db8::1', false], ['fc00::1', false], ['fe80::1', false], ['ff02::1', false],
  ['localhost', false], ['', false],
])('%s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic)
})
