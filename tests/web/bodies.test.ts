import { beforeAll, describe, expect, test } from 'vitest'
import { sendRaw } from './raw-request.ts'
import { startSite } from './site.ts'

let site: Awaited<ReturnType<typeof startSite>>

beforeAll(async () => {
  site = await startSite()
}, 300_000)

const kilobyte = 'x'.repeat(1024)
const chunk = Buffer.from(`400\r\n${kilobyte}\r\n`)

function head(path: string, type: string, length: string) {
  return `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${site.port}\r\nContent-Type: ${type}\r\n${length}\r\n\r\n`
}

describe.each([
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

test('the server is there for others while somebody sends without end', async () => {
  const endless = sendRaw(site.port, head('/sign-in', 'text/plain', 'Transfer-Encoding: chunked'), () => chunk)
  expect((await fetch(`${site.url}/healthz`)).status).toBe(200)
  await endless
})
