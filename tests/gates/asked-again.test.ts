import { expect, test, vi } from 'vitest'
import { formAction } from '#app/_web/action.ts'
import { identify } from '#app/_web/handler.ts'
import { POST as carry } from '#app/account/reading/carry/route.ts'
import { POST as chooseColours } from '#app/theme/route.ts'
import { fresh } from '#lib/form-state.ts'

// The server in front asks every request whether it comes from here (tests/gates/origin.test.ts). What stands behind it asks once more, so that no other server can leave it out.

const sent = vi.hoisted(() => ({ headers: {} as Record<string, string> }))
vi.mock('next/headers', () => ({ headers: async () => new Headers(sent.headers), cookies: async () => ({ get: () => undefined }) }))

const elsewhere: [string, Record<string, string>][] = [
  ['another site', { cookie: 'afterword-session=x', origin: 'https://elsewhere.example' }],
  ['another site, without a cookie', { origin: 'https://elsewhere.example' }],
  ['a neighbour', { cookie: 'afterword-session=x', 'sec-fetch-site': 'same-site' }],
  ['nowhere at all', { cookie: 'afterword-session=x' }],
]

const request = (path: string, headers: Record<string, string>) => new Request(`http://127.0.0.1:3000${path}`, { method: 'POST', headers, body: new URLSearchParams({ theme: 'dark' }) })

test.each(elsewhere)('a form from %s is not worked on', async (_, headers) => {
  Object.assign(sent, { headers })
  const work = vi.fn()
  const state = await formAction(work)(fresh, new FormData())
  expect([state.status, state.message, work.mock.calls]).toEqual(['refused', expect.stringContaining('from a page of this site'), []])
})

test.each(elsewhere)('nor is a request of the API by cookie, nor one to an address that writes', async (_, headers) => {
  expect(await identify(request('/api/v1/x', headers))).toMatchObject({ ok: false, code: 'forbidden' })
  for (const [path, answer] of [['/theme', chooseColours], ['/account/reading/carry', carry]] as const) {
    const { status, headers: answered } = await answer(request(path, headers))
    expect([path, status, answered.getSetCookie()]).toEqual([path, 403, []])
  }
})

test('the same from here is', async () => {
  Object.assign(sent, { headers: { cookie: 'x=y', origin: 'http://127.0.0.1:3000' } })
  const work = vi.fn(async () => ({ ok: true as const, value: null }))
  expect(await formAction(work, { keepPage: true, message: 'Done.' })(fresh, new FormData())).toMatchObject({ status: 'done', message: 'Done.' })
  expect((await chooseColours(request('/theme', { origin: 'http://127.0.0.1:3000' }))).status).toBe(303)
})
