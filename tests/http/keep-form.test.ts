import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { isWholeForm, keepForm } from '#lib/http/keep-form.ts'
import { findAll, textOf } from '../web/site.ts'

async function kept(fields: Record<string, string | Blob>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  const sent = new Response(form)
  const request = Object.assign(new IncomingMessage(new Socket()), { headers: { 'content-type': sent.headers.get('content-type') ?? '' } })
  return keepForm(request, Buffer.from(await sent.arrayBuffer()))
}

test('a form comes back as a form that sends the same, and what was written can be seen', async () => {
  const html = await kept({ $ACTION_KEY: 'k', slug: 'one', body: '\nTwo lines\nwith </textarea><script>alert("x")</script>' })
  expect(findAll(html, 'input').map(({ properties }) => [properties?.type, properties?.name, properties?.value])).toEqual([
    ['hidden', '$ACTION_KEY', 'k'],
    ['hidden', 'slug', 'one'],
  ])
  expect(findAll(html, 'script')).toEqual([])
  expect(findAll(html, 'textarea').map(textOf).map((text) => text.replace(/\r\n/g, '\n'))).toEqual(['\nTwo lines\nwith </textarea><script>alert("x")</script>'])
})

test('each field is called what it was called on its page', async () => {
  const html = await kept({ title: 'A long night', standfirst: 'One of many', source: 'And its text.', 'works.1.work': 'The Third Film', 'works.1.label': 'The Third Film', 'own-note-2': 'many spiders', body: 'Some words.' })
  expect([...html.matchAll(/<label>([^<]*)/g)].map(([, words]) => words)).toEqual(['Title', 'Standfirst', 'Text', 'Work 2', 'Topic 2 of your own', 'Your text'])
})

test('a form with a password is not written out', async () => {
  expect(await kept({ who: 'rae', password: 'secret words here' })).toBe('')
  expect(await kept({ newPassword: 'secret words here' })).toBe('')
})

test.each<[what: string, type: string, body: string, whole: boolean]>([
  ['as many fields as any form has', 'application/x-www-form-urlencoded', 'a=1&'.repeat(5_500), true],
  ['more fields than any form has', 'application/x-www-form-urlencoded', 'a=1&'.repeat(6_500), false],
  ['as many parts', 'multipart/form-data; boundary=of', `${'--of\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n'.repeat(5_500)}--of--\r\n`, true],
  ['more parts', 'multipart/form-data; charset=utf-8; boundary="of"', `${'--of\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n'.repeat(6_500)}--of--\r\n`, false],
  ['parts that are cut off', 'multipart/form-data; boundary=of', '--of\r\nno such thing', false],
  ['a text with many signs that part nothing', 'text/plain', '&'.repeat(10_000), true],
])('a form with %s is taken apart or not', async (_, type, body, whole) => {
  const request = Object.assign(new IncomingMessage(new Socket()), { headers: { 'content-type': type } })
  expect(await isWholeForm(request, Buffer.from(body))).toBe(whole)
})
