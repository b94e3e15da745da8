import { beforeAll, expect, test } from 'vitest'
import { writer } from '#lib/database.ts'
import { makeCast } from '../cast.ts'
import { cookieOf, fillForm, findAll, startSite, textOf } from './site.ts'

let site: Awaited<ReturnType<typeof startSite>>
let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
  site = await startSite()
}, 300_000)

/** Fills a form of the account page and sends it as a browser without JavaScript does, after the session has ended. */
async function sendTooLate(field: string, values: Record<string, string>) {
  const headers = { cookie: await cookieOf(cast.rae), origin: site.url }
  const page = await (await fetch(`${site.url}/account`, { headers })).text()
  await writer().session.deleteMany({ where: { personId: cast.rae.id } })
  const answer = await fetch(`${site.url}/account`, { method: 'POST', headers, body: fillForm(page, field, values), redirect: 'manual' })
  return { status: answer.status, html: await answer.text() }
}

test('a form of a page for people with an account comes back with every word when the session has ended meanwhile', async () => {
  const biography = 'Words about oneself\nthat took an hour, "quoted" & <b>all</b>.'
  const { status, html } = await sendTooLate('biography', { biography })
  expect(status).toBe(401)
  expect(findAll(html, 'textarea').map(textOf).map((text) => text.replace(/\r\n/g, '\n').trim())).toContain(biography)
  expect(findAll(html, 'a').map(({ properties }) => properties?.href)).toContain('/sign-in?then=%2Faccount')
})

test('what came back can be sent again after signing in', async () => {
  const { html } = await sendTooLate('biography', { name: 'Rae Again', biography: 'Sent in the end, after all.' })
  const headers = { cookie: await cookieOf(cast.rae), origin: site.url }
  const answer = await fetch(`${site.url}/account`, { method: 'POST', headers, body: fillForm(html, 'biography', {}) })
  expect(answer.status).toBe(200)
  const person = await writer().person.findUniqueOrThrow({ where: { id: cast.rae.id }, select: { biography: true } })
  expect(person.biography).toBe('Sent in the end, after all.')
})

test('passwords do not come back, and the way in is named', async () => {
  const { status, html } = await sendTooLate('password', { password: 'the new words of rae' })
  expect(status).toBe(401)
  expect(html).not.toContain('words of rae')
  expect(html).toContain('/sign-in?then=%2Faccount')
})
