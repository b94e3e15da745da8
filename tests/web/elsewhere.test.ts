import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { reader } from '#lib/database.ts'
import { essayBy, makeCast } from '../cast.ts'
import { fillForm, findAll, startSite, textOf } from './site.ts'

let site: Awaited<ReturnType<typeof startSite>>
let slug: string

beforeAll(async () => {
  slug = (await essayBy((await makeCast()).ada)).slug
  const standIn = pathToFileURL(path.join(import.meta.dirname, 'stand-in-github.mjs')).href
  site = await startSite({ AUTH_GITHUB_ID: 'an-id', AUTH_GITHUB_SECRET: 'a-secret', NODE_OPTIONS: `--import ${standIn}` })
}, 300_000)

/** A browser without a script: it keeps cookies and sends forms, and goes where it is led when it is told to. */
function openBrowser() {
  const jar = new Map<string, string>()
  const ask = async (address: string, form?: FormData) => {
    const headers = { cookie: Array.from(jar, ([name, value]) => `${name}=${value}`).join('; '), ...(form && { origin: site.url }) }
    const answer = await fetch(new URL(address, site.url), { method: form ? 'POST' : 'GET', headers, redirect: 'manual', ...(form && { body: form }) })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (/max-age=0/i.test(cookie) || value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return { status: answer.status, location: answer.headers.get('location') ?? '', html: await answer.text() }
  }
  return { jar, ask }
}

/** The form of a button. */
function formOf(html: string, button: RegExp): FormData {
  const form = findAll(html, 'form').find((each) => button.test(textOf(each)))
  const data = new FormData()
  for (const { properties } of findAll(html, 'input').filter((input) => form && within(form, input))) data.append(String(properties?.name), String(properties?.value ?? ''))
  const pressed = form && findAll(html, 'button').find((each) => within(form, each) && button.test(textOf(each)))
  if (pressed?.properties?.name) data.append(String(pressed.properties.name), String(pressed.properties.value ?? ''))
  return data
}

type Element = ReturnType<typeof findAll>[number]

/** The elements of two readings of a page are not the same objects. */
function within(form: Element, element: Element): boolean {
  const text = JSON.stringify(element)
  const look = (each: Element): boolean => JSON.stringify(each) === text || (each.children ?? []).some(look)
  return look(form)
}

test('a reply that was begun comes along through the door of another site, and is not sent by itself', async () => {
  const { jar, ask } = openBrowser()
  const words = 'What was begun before anybody knew who it was.\nIn two lines.'
  const essay = await ask(`/posts/${slug}`)
  const toDoor = await ask(`/posts/${slug}`, fillForm(essay.html, 'body', { body: words }))
  expect([toDoor.status, toDoor.location.startsWith('/sign-in?then=')]).toEqual([303, true])
  const door = await ask(toDoor.location)
  expect(door.html).toContain('GitHub')
  const away = await ask(toDoor.location, formOf(door.html, /GitHub/))
  const there = new URL(away.location)
  expect([there.origin + there.pathname, there.searchParams.get('client_id')]).toEqual(['https://github.com/login/oauth/authorize', 'an-id'])
  expect(away.location).not.toContain('begun')

  const back = await ask(`/api/auth/callback/github?code=a-code&state=${encodeURIComponent(there.searchParams.get('state') ?? '')}`)
  expect(back.status).toBe(303)
  expect(back.location).toMatch(new RegExp(`^/posts/${slug}`))
  const again = await ask(back.location)
  expect(findAll(again.html, 'textarea').map((area) => textOf(area).replaceAll('\r\n', '\n').trim())).toContain(words)
  expect(again.html).toContain('Octavia Fenn')
  const person = await reader().person.findFirstOrThrow({ where: { email: 'octavia@example.org' }, select: { id: true } })
  expect(await reader().comment.count({ where: { authorId: person.id } })).toBe(0)
  expect((await reader().replyDraft.findMany({ where: { personId: person.id }, select: { body: true } })).map(({ body }) => body.replaceAll('\r\n', '\n'))).toEqual([words])
  expect(await reader().carriedText.count()).toBe(0)
  expect([...jar.keys()].filter((name) => /carried|callback|pkce|state/.test(name))).toEqual([])

  const sent = await ask(back.location, fillForm(again.html, 'body', { body: words }))
  expect(sent.status).toBe(200)
  expect(await reader().comment.count({ where: { authorId: person.id } })).toBe(1)
  expect(await reader().replyDraft.count({ where: { personId: person.id } })).toBe(0)
})

test('somebody who comes back with another browser’s answer is not let in, and the text still waits', async () => {
  const { jar, ask } = openBrowser()
  const essay = await ask(`/posts/${slug}`)
  const toDoor = await ask(`/posts/${slug}`, fillForm(essay.html, 'body', { body: 'Kept for the one who wrote it.' }))
  await ask(toDoor.location, formOf((await ask(toDoor.location)).html, /GitHub/))
  const back = await ask('/api/auth/callback/github?code=a-code&state=somebody-elses')
  expect(back.location).toMatch(/^\/sign-in\?error=/)
  expect([...jar.keys()].some((name) => name.endsWith('afterword-session'))).toBe(false)
  expect((await ask(`/posts/${slug}`)).html).toContain('Kept for the one who wrote it.')
})
