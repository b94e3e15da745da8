import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { database } from '../database/fenced-database.ts'
import { startSite } from '../web/site.ts'
import { isNobody, showing } from './knock.ts'
import { makeWorld, sessionFor } from './people.ts'
import type { Kind, World } from './people.ts'
import { addressOf, makeThings, readPlaces } from './places.ts'
import type { Things } from './places.ts'
import { everybody } from './who-may.ts'
import { ofRae, whoOpens } from './who-opens.ts'

// Every page of the route tree, opened as a page and as the framework's half of one, by those whom it is for and those whom it is not.

const app = path.resolve(import.meta.dirname, '../../app')
const pages = (await readPlaces()).filter((folder) => existsSync(path.join(app, folder, 'page.tsx')))

let world: World
let site: Awaited<ReturnType<typeof startSite>>
let things: Things

beforeAll(async () => {
  world = await makeWorld()
  site = await startSite()
  things = await makeThings(world)
}, 400_000)
afterAll(() => database.end())

test('every page says who opens it', () => {
  expect(pages.filter((folder) => !(folder in whoOpens)), 'These pages have no line in tests/gates/who-opens.ts: please say whom they are for.').toEqual([])
  expect(Object.keys(whoOpens).filter((folder) => !pages.includes(folder)), 'These lines of tests/gates/who-opens.ts are about pages that are not there any more.').toEqual([])
})

/** These lead to a page, or are none: an address of an old blog, the page of what is not there, and the log while the house keeps it to itself. */
const otherwise: Record<string, number> = { 'c/[id]': 307, 'c/[id]/reply': 307, '[...old]': 404, 'not-here': 404, log: 404 }

test('what is for everybody is there for somebody without an account', async () => {
  const wrong = await Promise.all(pages.filter((folder) => whoOpens[folder] === everybody).map(async (folder) => {
    const answer = await fetch(site.url + addressOf(folder, things), { headers: { accept: 'text/html' }, redirect: 'manual' })
    await answer.arrayBuffer()
    return answer.status === (otherwise[folder] ?? 200) ? [] : [`/${folder}: ${answer.status} ${answer.headers.get('location') ?? ''}`]
  }))
  expect(wrong.flat()).toEqual([])
})

const knocking: Kind[] = [
  'the owner', 'a co-author', 'a former co-author', 'somebody invited', 'nobody', 'a reader', 'an author', 'a moderator', 'an administrator', 'a suspended moderator', 'a banned administrator', 'a demoted moderator', 'a token of a moderator',
]

test.each(pages.filter((folder) => whoOpens[folder] !== everybody))('/%s is opened by those whom it is for, and by nobody else', async (folder) => {
  const address = addressOf(folder, things)
  const wrong = await Promise.all(knocking.map(async (kind) => {
    const shown = kind === 'the owner' ? await sessionFor(ofRae.includes(folder) ? world.rae : world.ada) : (world.shown[kind] ?? {})
    const nobody = isNobody(kind) || kind.includes('token')
    const ask = async (headers: Record<string, string>) => {
      const answer = await fetch(site.url + address, { headers: { ...headers, ...showing(shown) }, redirect: 'manual' })
      await answer.arrayBuffer()
      return { status: answer.status, to: answer.headers.get('location') ?? '' }
    }
    const { status, to } = await ask({ accept: 'text/html' })
    if (whoOpens[folder]?.includes(kind)) return status === 200 ? [] : [`${kind}: ${status}`]
    const turnedAway = nobody ? status === 307 && to.startsWith('/sign-in?then=') : status === 403 || status === 404
    return turnedAway ? [] : [`${kind}: ${status} ${to}`]
  }))
  expect(wrong.flat()).toEqual([])
})

test('whoever says that they have the layout already, or that they come from inside, is turned away all the same', async () => {
  const tree = encodeURIComponent(JSON.stringify(['', { children: ['moderation', { children: ['__PAGE__', {}] }] }, null, null, true]))
  const tricks: Record<string, string>[] = [
    { rsc: '1' }, { rsc: '1', 'next-router-state-tree': tree }, { rsc: '1', 'next-router-prefetch': '1' }, { rsc: '1', 'next-router-segment-prefetch': '/_tree' }, { rsc: '1', 'next-router-segment-prefetch': '/moderation/__PAGE__' },
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' }, { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1' }, { 'x-original-url': '/', 'x-rewrite-url': '/' },
  ]
  const wrong: string[] = []
  for (const folder of pages.filter((each) => /^(moderation|admin|write|account)/.test(each) && whoOpens[each] !== everybody)) {
    for (const trick of tricks) {
      const answer = await fetch(site.url + addressOf(folder, things), { headers: trick, redirect: 'manual' })
      const text = await answer.text()
      const open = answer.status === 200 && !/NEXT_REDIRECT|NEXT_HTTP_ERROR|sign-in\?then=/.test(text)
      if (open) wrong.push(`${folder} by ${Object.keys(trick).join(' and ')}: ${text.slice(0, 300)}`)
    }
  }
  expect(wrong).toEqual([])
}, 120_000)
