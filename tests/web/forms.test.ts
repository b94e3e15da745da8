import { beforeAll, describe, expect, test } from 'vitest'
import { reader } from '#lib/database.ts'
import { decideNow, essayBy, makeCast, publishedReplyBy, tellNow } from '../cast.ts'
import { cookieOf, fillForm, findAll, startSite, textOf } from './site.ts'

let site: Awaited<ReturnType<typeof startSite>>
let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string
let cookie: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
  cookie = await cookieOf(cast.rae)
  site = await startSite()
}, 300_000)

/** Opens a page, fills its form and sends it, as a browser without JavaScript does. */
async function send(path: string, field: string, values: Record<string, string>, headers: Record<string, string> = {}) {
  const page = await (await fetch(site.url + path, { headers })).text()
  const answer = await fetch(site.url + path, {
    method: 'POST',
    headers: { ...headers, origin: site.url },
    body: fillForm(page, field, values),
    redirect: 'manual',
  })
  return { status: answer.status, html: await answer.text(), headers: answer.headers }
}

describe('a refused form without JavaScript', () => {
  test('has the status of its refusal, its sentence by the field, and every word that was typed', async () => {
    const text = 'Words that took an hour.\n\nAnd <b>more</b> of "them" & so on.'
    const { status, html } = await send('/sign-up', 'handle', { name: text, handle: 'admin', email: 'rae@example.org', password: 'a long enough password' })
    expect(status).toBe(422)
    const field = (name: string) => findAll(html, 'input', (each) => each.properties?.name === name)[0]
    expect(field('name')?.properties?.value).toBe(text)
    expect([field('handle')?.properties?.value, field('email')?.properties?.value]).toEqual(['admin', 'rae@example.org'])
    const described = [field('handle')?.properties?.ariaDescribedBy].flat().join(' ').split(' ')
    const errors = findAll(html, 'p', ({ properties }) => [properties?.className].flat().includes('field-error'))
    expect(errors.filter(({ properties }) => described.includes(String(properties?.id))).map(textOf)).toEqual([
      'This handle is, or looks like, a word of this site. Please choose another.',
    ])
  })

  test('never gives a password back', async () => {
    const { status, html } = await send('/sign-in', 'password', { who: 'nobody', password: 'correct horse battery' })
    expect(status).toBe(422)
    expect(html).toContain('nobody')
    expect(html).not.toContain('correct horse battery')
  })

  test('keeps a reply of any length', async () => {
    const body = 'Too long by one. '.repeat(700)
    const { status, html } = await send(`/posts/${slug}`, 'body', { body }, { cookie })
    expect(status).toBe(422)
    const texts = findAll(html, 'textarea').map(textOf)
    expect(texts.map((text) => text.trim())).toContain(body.trim())
  })

  test('that comes from nobody is 401, and the text is still there', async () => {
    const page = await (await fetch(`${site.url}/posts/${slug}`, { headers: { cookie } })).text()
    const form = fillForm(page, 'body', { body: 'Written while the session ended.' })
    const answer = await fetch(`${site.url}/posts/${slug}`, { method: 'POST', headers: { origin: site.url }, body: form })
    expect(answer.status).toBe(401)
    expect(findAll(await answer.text(), 'textarea').map(textOf).map((text) => text.trim())).toContain('Written while the session ended.')
  })

  test('that the page has no place for any more is given back with its sentence', async () => {
    const commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
    const path = `/posts/${slug}?edit=${commentId}`
    const page = await (await fetch(site.url + path, { headers: { cookie } })).text()
    await decideNow(cast.mo, commentId, 'hide')
    await tellNow(commentId)
    const body = 'Put “better” & at length,\n\nin two <i>paragraphs</i>.'
    const answer = await fetch(site.url + path, { method: 'POST', headers: { cookie, origin: site.url }, body: fillForm(page, 'commentId', { body }) })
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(findAll(html, 'textarea').map(textOf).map((text) => text.trim().replaceAll('\r\n', '\n'))).toEqual([body])
    expect(html).toContain('This text cannot be changed as it stands now.')
  })
})

test('a reply that is taken answers 200 with the page, and sending it twice posts once', async () => {
  const page = await (await fetch(`${site.url}/posts/${slug}`, { headers: { cookie } })).text()
  const body = 'A considered reply, sent twice by an impatient hand.'
  const post = () => fetch(`${site.url}/posts/${slug}`, { method: 'POST', headers: { cookie, origin: site.url }, body: fillForm(page, 'body', { body }) })
  const answers = await Promise.all([post(), post(), post()])
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
  expect(await reader().commentRevision.count({ where: { source: body } })).toBe(1)
})

test('what is not text is refused: files, doubled fields, fields that no form has', async () => {
  const page = await (await fetch(`${site.url}/posts/${slug}`, { headers: { cookie } })).text()
  const spoil = [
    (form: FormData) => form.append('extra', 'x'),
    (form: FormData) => form.append('body', 'again'),
    (form: FormData) => form.set('body', new Blob(['x']), 'x.txt'),
  ]
  for (const change of spoil) {
    const form = fillForm(page, 'body', { body: 'Fine words.' })
    change(form)
    const answer = await fetch(`${site.url}/posts/${slug}`, { method: 'POST', headers: { cookie, origin: site.url }, body: form })
    expect(answer.status).toBe(422)
  }
  expect(await reader().commentRevision.count({ where: { source: 'Fine words.' } })).toBe(0)
})

test('a form in pieces and a call that cannot be read are bad requests', async () => {
  const headers = { cookie, origin: site.url }
  const pieces = await fetch(`${site.url}/sign-in`, { method: 'POST', headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x' }, body: '--x\r\nno such thing' })
  expect([pieces.status, await pieces.text()]).toEqual([400, expect.stringContaining('cannot be read')])
  const page = await (await fetch(`${site.url}/posts/${slug}`, { headers })).text()
  const form = fillForm(page, 'body', {})
  const named = [...form].find(([name]) => /^\$ACTION_\d+:0$/.test(name))?.[1]
  const call = (body: string) => fetch(`${site.url}/posts/${slug}`, { method: 'POST', headers: { ...headers, 'next-action': (JSON.parse(String(named)) as { id: string }).id }, body })
  for (const body of ['', 'nonsense', '["$K1"]', '[]', '{"then":"$1"}', '["$F1"]']) expect(await call(body).then((answer) => answer.status)).toBeLessThan(500)
})

test('an action that does not exist is no failure of the server', async () => {
  const form = new FormData()
  form.append('$ACTION_ID_' + '0'.repeat(42), '')
  const answer = await fetch(`${site.url}/posts/${slug}`, { method: 'POST', headers: { origin: site.url }, body: form })
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
})
