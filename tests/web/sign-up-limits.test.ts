import { beforeAll, expect, test } from 'vitest'
import { makeCast } from '../cast.ts'
import { fillForm, startSite } from './site.ts'

let site: Awaited<ReturnType<typeof startSite>>
let taken: string

beforeAll(async () => {
  taken = (await makeCast()).rae.handle
  site = await startSite()
}, 300_000)

async function send(path: string, field: string, values: Record<string, string>) {
  const page = await (await fetch(site.url + path)).text()
  const answer = await fetch(site.url + path, { method: 'POST', headers: { origin: site.url }, body: fillForm(page, field, values), redirect: 'manual' })
  return answer.status
}

test('sign-ups that are refused use up nothing of an address, neither mails that prove it nor sign-in links', async () => {
  const email = 'somebody@example.org'
  for (let count = 0; count < 7; count++) {
    expect(await send('/sign-up', 'handle', { name: 'Somebody', handle: taken, email, password: 'a long unusual phrase' })).toBe(422)
  }
  expect(await send('/sign-in', 'email', { email })).toBe(200)
})

test('an address is one mailbox, however it is typed', async () => {
  for (const email of ['una@example.org', 'Una@example.org', ' una@example.org', 'UNA@EXAMPLE.ORG', 'una@Example.Org ']) expect(await send('/sign-in', 'email', { email })).toBe(200)
  expect(await send('/sign-in', 'email', { email: 'uNa@example.org' })).toBe(429)
})
