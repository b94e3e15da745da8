import { randomUUID } from 'node:crypto'
import net from 'node:net'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { reader } from '#lib/database.ts'
import { essayBy, itemAbout, makeCast, replyBy } from '../cast.ts'
import { sendRaw } from './raw-request.ts'
import { cookieOf, fillForm, findAll, startSite, tokenOf } from './site.ts'

let site: Awaited<ReturnType<typeof startSite>>
let cast: Awaited<ReturnType<typeof makeCast>>
let cookie: string

beforeAll(async () => {
  cast = await makeCast()
  cookie = await cookieOf(cast.mo)
  site = await startSite()
}, 300_000)

const kilobyte = 'x'.repeat(1024)
const chunk = Buffer.from(`400\r\n${kilobyte}\r\n`)

function head(path: string, type: string, length: string) {
  return `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${site.port}\r\nContent-Type: ${type}\r\n${length}\r\n\r\n`
}

// Side by side: half a second passes until the server lets go of each.
describe.concurrent.each([
  ['/sign-in', 'multipart/form-data; boundary=x'],
  ['/sign-in', 'text/plain;charset=UTF-8'],
  ['/api/v1/posts/any/comments', 'application/json'],
  ['/no/such/place', 'application/octet-stream'],
  ['/api/auth/callback/password', 'application/x-www-form-urlencoded'],
])('%s with %s', (path, type) => {
  test('a body without end is answered with 413 before 2 MB were taken', async () => {
    const answer = await sendRaw(site.port, head(path, type, 'Transfer-Encoding: chunked'), () => chunk)
    expect(answer.status).toBe(413)
    // What the two machines hold in their buffers was written but never read.
    expect(answer.written).toBeLessThan(8_000_000)
  })

  test.each([300_000, 1_000_000, 10_000_000, 1e15])('a body that announces %i bytes is refused by its head alone', async (length) => {
    const answer = await sendRaw(site.port, head(path, type, `Content-Length: ${length}`))
    expect(answer.status).toBe(413)
  })
})

test('with Expect: 100-continue nothing of it needs to be sent', async () => {
  const refused = await sendRaw(site.port, head('/sign-in', 'text/plain', 'Content-Length: 300000\r\nExpect: 100-continue'))
  expect(refused.status).toBe(413)
  const asked = await sendRaw(site.port, head('/sign-in', 'text/plain', 'Content-Length: 3\r\nExpect: 100-continue'))
  expect(asked.status).toBe(100)
  const unknown = await sendRaw(site.port, head('/sign-in', 'text/plain', 'Content-Length: 3\r\nExpect: a-miracle'))
  expect(unknown.status).toBe(417)
})

test('a body of almost 256 kB arrives', async () => {
  const answer = await fetch(`${site.url}/api/v1/posts/any/comments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ body: 'x'.repeat(255 * 1024) }),
  })
  expect(answer.status).toBe(401)
})

test('the page about it says that nothing is lost, and the API gives a problem', async () => {
  const page = await fetch(`${site.url}/sign-in`, { method: 'POST', body: 'x'.repeat(300_000) })
  expect(await page.text()).toContain('your text will still be in the form')
  const api = await fetch(`${site.url}/api/v1/posts/any/comments`, { method: 'POST', body: 'x'.repeat(300_000) })
  expect(await api.json()).toMatchObject({ status: 413, title: 'Too large' })
})

test.each<[what: string, type: string, body: string]>([
  ['fields', 'application/x-www-form-urlencoded', 'a=1&'.repeat(600_000)],
  ['parts', 'multipart/form-data; boundary=x', `${'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n'.repeat(40_000)}--x--\r\n`],
])('a form of hundreds of thousands of %s is not taken apart, and nothing of it is sent back', async (_, type, body) => {
  const answer = await fetch(`${site.url}/write/anything`, { method: 'POST', headers: { origin: site.url, 'content-type': type }, body })
  expect(answer.status).toBe(400)
  expect((await answer.text()).length).toBeLessThan(10_000)
})

describe('a body within the limit that is more than it looks like', () => {
  const depth = 100_000
  const packed = gzipSync(Buffer.alloc(100 * 1024 * 1024, '['))

  test.each<[what: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>]>([
    ['lists in lists', `${'['.repeat(depth)}${']'.repeat(depth)}`, {}],
    ['a text that is lists in lists', `{"body":${'['.repeat(depth)}${']'.repeat(depth)}}`, {}],
    ['objects in objects', `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`, {}],
    ['lists without end', '['.repeat(depth), {}],
    ['names that are no names of ours', '{"__proto__":{"role":"administrator"},"constructor":{"prototype":{}},"body":"x"}', {}],
    ['a hundred megabytes, packed', new Uint8Array(packed), { 'content-encoding': 'gzip' }],
    ['letters that are none', new Uint8Array([0x7b, 0xff, 0xfe, 0x00, 0x7d]), {}],
  ])('is a bad request and no failure: %s', async (_, body, headers) => {
    const token = await tokenOf(cast.rae)
    const answer = await fetch(`${site.url}/api/v1/posts/any/comments`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers }, body })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    const form = await fetch(`${site.url}/write/anything/save`, { method: 'POST', headers: { 'content-type': 'application/json', cookie, origin: site.url, ...headers }, body })
    expect(form.status).toBeLessThan(500)
  })

  test('or a form in parts that never begin', async () => {
    const parts = `--x\r\ncontent-disposition: form-data; name="a${'\r\nx-y: z'.repeat(20_000)}`
    const answer = await fetch(`${site.url}/sign-in`, { method: 'POST', headers: { origin: site.url, 'content-type': 'multipart/form-data; boundary=x' }, body: parts })
    expect(answer.status).toBeLessThan(500)
  })
})

describe('a head', () => {
  test.each<[what: string, head: string, statuses: number[]]>([
    ['of 100 kB in one line', `GET / HTTP/1.1\r\nHost: x\r\nX-Y: ${'z'.repeat(100_000)}\r\n\r\n`, [431]],
    ['of ten thousand lines', `GET / HTTP/1.1\r\nHost: x\r\n${'X-Y: z\r\n'.repeat(10_000)}\r\n`, [431]],
    ['with an address of 100 kB', `GET /${'z'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, [414, 431]],
    ['with cookies of 60 kB', `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'a=b; '.repeat(12_000)}\r\n\r\n`, [431]],
  ])('%s is refused before it is read to its end', async (_, text, statuses) => {
    expect(statuses).toContain((await sendRaw(site.port, text)).status)
  })

  test('without end is let go of', async () => {
    const socket = net.connect(site.port, '127.0.0.1').on('error', () => {})
    const ended = new Promise((resolve) => socket.on('close', resolve))
    const pump = () => {
      while (!socket.destroyed && socket.write(`X-Y: ${kilobyte}\r\n`));
    }
    socket.on('drain', pump).resume().write('GET / HTTP/1.1\r\nHost: x\r\n')
    pump()
    await ended
    expect(socket.bytesWritten).toBeLessThan(8_000_000)
  })
})

test('who sends much at once is told to wait, and others are not', async () => {
  const length = 2_400_000
  const begun = head('/write/anything', 'text/plain', `Content-Length: ${length}`)
  const most = Buffer.alloc(length - 1, 'x').toString('latin1')
  const open: net.Socket[] = []
  onTestFinished(() => open.forEach((socket) => socket.destroy()))
  const statuses: string[] = []
  for (let count = 0; count < 12; count++) {
    const socket = net.connect(site.port, '127.0.0.1').on('error', () => {}).on('data', (text: Buffer) => void statuses.push(text.toString('latin1').slice(9, 12)))
    open.push(socket)
    await new Promise((resolve) => socket.write(begun + most, resolve))
  }
  await expect.poll(() => statuses.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(5)
  expect(new Set(statuses)).toEqual(new Set(['503']))
  const other = await fetch(`${site.url}/sign-in`, { method: 'POST', headers: { origin: site.url, 'x-forwarded-for': '198.51.100.7', 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=b' })
  expect(other.status).not.toBe(503)
  for (const socket of open) socket.destroy()
  await expect.poll(() => fetch(`${site.url}/sign-in`, { method: 'POST', headers: { origin: site.url, 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=b' }).then(({ status }) => status), { timeout: 10_000 }).not.toBe(503)
})

test('the server is there for others while somebody sends without end', async () => {
  const endless = sendRaw(site.port, head('/sign-in', 'text/plain', 'Transfer-Encoding: chunked'), () => chunk)
  expect((await fetch(`${site.url}/healthz`)).status).toBe(200)
  await endless
})

describe('below /moderation', () => {
  const sendForm = (path: string, body: FormData) => fetch(site.url + path, { method: 'POST', headers: { cookie, origin: site.url }, body, redirect: 'manual' })
  const page = async (path: string) => (await fetch(site.url + path, { headers: { cookie } })).text()

  test('a word list of 60,000 lines is saved', async () => {
    const name = `Words ${randomUUID()}`
    const lines = Array.from({ length: 60_000 }, (_, line) => `phrase-${line}`)
    const form = fillForm(await page('/moderation/rules/new/words'), 'phrases', { name, phrases: lines.join('\n'), severity: 'hold', scope: 'site' })
    const answer = await sendForm('/moderation/rules/new/words', form)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, expect.stringContaining('/moderation/rules/')])
    expect((await reader().rule.findFirstOrThrow({ where: { name } })).settings).toEqual({ phrases: lines.join('\n') })
  })

  test('5,000 chosen texts are taken, by whatever versions and spellings they are named', async () => {
    const { slug } = await essayBy(cast.ada)
    const [twice, never] = [await itemAbout(await replyBy(cast.rae, slug)), await itemAbout(await replyBy(cast.nia, slug))]
    const [bar] = findAll(await page('/moderation?mode=list'), 'form', ({ properties }) => properties?.id === 'selection')
    const form = new FormData()
    for (const { tagName, properties } of bar?.children ?? []) {
      if (tagName === 'input' && String(properties?.name).startsWith('$ACTION')) form.append(String(properties?.name), String(properties?.value ?? ''))
    }
    form.append('action', 'approve')
    form.append(`item-${twice.id}`, String(twice.version))
    form.append(`item-${twice.id.toUpperCase()}`, String(twice.version))
    form.append(`item-${never.id}`, '3000000000')
    while ([...form.keys()].filter((each) => each.startsWith('item-')).length < 5_000) form.append(`item-${randomUUID()}`, '1')
    const answer = await sendForm('/moderation?mode=list', form)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, expect.stringContaining('/moderation/bulk/')])
    const bulkId = answer.headers.get('location')?.split('/').at(-1) ?? ''
    expect(await reader().bulkItem.count({ where: { bulkId } })).toBe(4_999)
    expect(await reader().bulkItem.count({ where: { bulkId, reviewItemId: twice.id } })).toBe(1)
  }, 60_000)

  test('a megabyte is 413 all the same, and the page says what to do', async () => {
    const answer = await fetch(`${site.url}/moderation/rules/new/words`, { method: 'POST', headers: { cookie, origin: site.url }, body: 'x'.repeat(1_000_000) })
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('larger than 960 kB')
  })

  test.each(['/moderationists', '/sign-in?/moderation/', '/api/v1/moderation/decisions/x/undo'])('%s is not meant', async (path) => {
    expect((await fetch(site.url + path, { method: 'POST', body: 'x'.repeat(300_000) })).status).toBe(413)
  })
})

describe('a moment that cannot be', () => {
  const at = '0000-01-01T00:00:00Z'
  const place = Buffer.from(JSON.stringify([at, '01900000-0000-7000-8000-000000000000'])).toString('base64url')

  test.each([
    `/log?before=${place}`, `/notifications?after=${place}`, `/api/v1/moderation/queue?after=${place}`, `/moderation?after=${place}`,
    `/moderation/people?after=${place}`, `/moderation/bulk?after=${place}`, '/moderation/log?from=0000-01-01', '/moderation/log?to=0000-01-01',
    '/moderation/log?to=9999-12-31', '/moderation/log.csv?from=0000-01-01',
  ])('is no failure of ours: %s', async (path) => {
    expect((await fetch(site.url + path, { headers: { cookie } })).status).toBeLessThan(500)
  })

  test.each<[string, Record<string, string>]>([[`?since=${at.replace('Z', '.000Z')}`, {}], ['?since=0001-01-01T00:00:00.000Z', {}], ['', { 'last-event-id': at }]])('begins the desk as if none was named: %s', async (query, headers) => {
    const ending = new AbortController()
    const answer = await fetch(`${site.url}/moderation/live${query}`, { headers: { cookie, ...headers }, signal: ending.signal })
    const first = await answer.body?.getReader().read()
    expect([answer.status, first?.done]).toEqual([200, false])
    ending.abort()
  })
})
