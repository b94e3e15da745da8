import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Drawable, DrawnPage } from '#lib/http/documents/drawing.ts'
import { databaseAnswers } from '#lib/http/readiness.ts'
import type { Behind } from '#lib/http/serve-request.ts'
import { serveRequest } from '#lib/http/serve-request.ts'

/** What stands behind the server: pages that are drawn, and the framework, which says that it was asked. */
let asked: Drawable[]
let drawing: (asked: Drawable) => DrawnPage | null

async function draw(each: Drawable) {
  asked.push(each)
  return drawing(each)
}

async function handle(_: IncomingMessage, response: ServerResponse) {
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.end('<html><head><script>framework</script></head><body>Made.</body></html>')
}

const own = { module: '/_own/reading.js', fold: '/_own/fold.js', rules: '/_own/rules.json', files: new Map() }
const behind: Behind = { handle, draw, own, dev: false, pages: null, signedIn: async () => false, stopping: () => false }
const server = createServer((request, response) => void serveRequest(request, response, behind))
let place: string

beforeAll(async () => {
  // A busy machine takes its time to connect, and who asks meanwhile is told to come back.
  await vi.waitFor(async () => expect(await databaseAnswers()).toBe(true), { timeout: 30_000 })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  place = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}, 40_000)
afterAll(() => void server.close())
beforeEach(() => {
  asked = []
  drawing = () => ({ pieces: ['<html><head><title></title></head><body>', 'Drawn.', '</body></html>'], link: '</a.css>; rel=preload' })
})

const get = async (path: string, init: RequestInit = {}) => {
  const answer = await fetch(place + path, init)
  return { answer, text: await answer.text() }
}

test('a drawn page goes out as a document: with the module, under its policy, and with what it is told apart by', async () => {
  const { answer, text } = await get('/posts/one?x=1', { headers: { cookie: 'afterword_theme=dark; other=1' } })
  expect(asked).toEqual([{ url: '/posts/one?x=1', theme: 'dark' }])
  expect(text).toBe('<html><head><title></title><script type="module" src="/_own/reading.js"></script></head><body>Drawn.</body></html>')
  expect(answer.headers.get('content-security-policy')).toContain(`script-src 'self'; style-src 'self'`)
  expect(answer.headers.get('vary')).toMatch(/^rsc, /)
  expect([answer.headers.get('content-type'), answer.headers.get('link'), answer.headers.get('speculation-rules')]).toEqual(['text/html; charset=utf-8', '</a.css>; rel=preload', '"/_own/rules.json"'])
  const head = await get('/posts/one', { method: 'HEAD' })
  expect([head.answer.status, head.text]).toEqual([200, ''])
})

test('a page with topics loads what folds them before it is painted', async () => {
  drawing = () => ({ pieces: ['<html><head></head><body>', '<p data-topics="war">Drawn.</p>', '</body></html>'], link: '' })
  expect((await get('/posts/one')).text).toContain('<head><script src="/_own/fold.js"></script><script type="module"')
})

test('pieces are sent in their order, whatever their letters and however many', async () => {
  const pieces = Array.from({ length: 3_000 }, (_, place) => `<p>${place}, “so” – ${'𝄞ü'.repeat(100)}</p>`)
  drawing = () => ({ pieces: ['<html><head></head><body>', ...pieces], link: '' })
  expect((await get('/posts/one')).text.split('<body>')[1]).toBe(pieces.join(''))
})

test.each([
  ['a session', { headers: { cookie: 'afterword-session=x' } }], ['what somebody carries', { headers: { cookie: 'afterword-carried=x' } }], ['a token', { headers: { authorization: 'Bearer x' } }],
  ['the script of the framework', { headers: { rsc: '1' } }], ['a form', { method: 'POST', body: new URLSearchParams({ a: 'b' }) }],
])('nothing is drawn for %s', async (_, init) => {
  expect((await get('/posts/one', init)).text).toContain('Made.')
  expect(asked).toEqual([])
})

test('what cannot be drawn is made by the framework, and that drawing failed is written down', async () => {
  drawing = () => null
  expect((await get('/posts/none')).text).toContain('Made.')
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  drawing = () => {
    throw new TypeError('a secret')
  }
  expect((await get('/posts/one')).text).toContain('Made.')
  expect(written.mock.calls.map(([line]) => JSON.parse(String(line)))).toMatchObject([{ where: 'drawing', error: 'TypeError' }])
  expect(String(written.mock.calls)).not.toContain('a secret')
  written.mockRestore()
})
