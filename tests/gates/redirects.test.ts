import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insideSite } from '#lib/http/inside-site.ts'
import { returnTarget } from '#lib/people/return-target.ts'
import { database } from '../database/fenced-database.ts'
import { member } from '../people/stories.ts'
import { findAll, startSite } from '../web/site.ts'
import { hostilePlaces, staysOn } from './hostile-places.ts'
import { callAction } from './call-action.ts'
import { showing } from './knock.ts'
import { makeWorld, sessionFor } from './people.ts'
import type { World } from './people.ts'
import { readDoors } from './read-actions.ts'
import type { Door } from './read-actions.ts'
import { readPlaces } from './places.ts'
import { essayOf } from './scenes/scene.ts'
import { scenes } from './scenes/scenes.ts'

// Wherever an address, a form, a cookie or a header says where to go on to, one stays on this site.

const here = 'https://this.site'

test.each(hostilePlaces)('%j leads nowhere else', (wish) => {
  for (const place of [insideSite(wish), returnTarget(wish), returnTarget(encodeURIComponent(wish)), insideSite(insideSite(wish))]) {
    expect(staysOn(here, place), place).toBe(true)
    expect(place).toMatch(/^\/(?![/\\])/)
  }
})

describe('the running site', () => {
  let site: Awaited<ReturnType<typeof startSite>>
  let world: World
  let doors: Map<string, Door>

  beforeAll(async () => {
    world = await makeWorld()
    site = await startSite()
    doors = await readDoors()
  }, 400_000)
  afterAll(() => database.end())

  async function press(name: string, fields: Record<string, string>, shown = {}) {
    const door = doors.get(name)
    if (!door) throw new Error(`There is no action ${name}`)
    await database.query('DELETE FROM rate_limit')
    const answer = await callAction(site.url, door, fields, { ...showing(shown), origin: site.url })
    await answer.arrayBuffer()
    return answer.headers.get('x-action-redirect')?.split(';')[0] ?? answer.headers.get('location')
  }

  /** Everything that takes a wish and leads on, with what else it needs to do so. */
  const wishes: Record<string, (wish: string) => Promise<string | null>> = {
    'signing in by password': async (then) => press('sign-in signInWithPassword', { who: (await una()).handle, password: (await una()).password, then }),
    'a notice': async (to) => press('notifications openNotice', { until: new Date().toISOString(), to }, await sessionFor(world.rae)),
    'a reply that is taken to the door': async (wish) => press('posts/[slug] reply', { ...(await replied()), here: wish, door: 'yes' }),
    'choosing how the desk looks': async (view) => press('moderation chooseModeAction', { mode: 'list', view, after: view, item: view }, world.shown['a moderator']),
    'the colours': async (wish) => posted('/theme', { theme: 'dark' }, { referer: headerOf(wish) }),
    'what was folded before': async (then) => posted('/account/reading/carry', { fold: 'own', then }, { cookie: `afterword-session=${(await sessionFor(world.rae)).session}` }),
    'coming back from another site': async (wish) => got('/api/auth/callback/github?code=x', { cookie: `authjs.callback-url=${encodeURIComponent(wish)}` }),
    'an address of the site before this one': async (wish) => got(`/${encodeURI(wish.replaceAll(/[\u0000-\u0020]/g, '')).replace(/^\/+/, '/')}`, {}),
    'a page that asks one to sign in': async (wish) => got(`/account?then=${encodeURIComponent(wish)}`, {}),
  }

  let known: Awaited<ReturnType<typeof member>> | undefined
  const una = async () => (known ??= await member('una'))
  let essay: { slug: string } | undefined
  const replied = async () => ({ slug: (essay ??= await essayOf(world)).slug, parentId: '', body: 'A thought.' })

  /** What fits into a header; what does not, no browser sends. */
  const headerOf = (wish: string) => wish.replaceAll(/[^\u0020-\u007e\t]/g, '').trim()

  async function posted(path: string, fields: Record<string, string>, headers: Record<string, string>) {
    const answer = await fetch(site.url + path, { method: 'POST', body: new URLSearchParams(fields), headers: { ...headers, origin: site.url }, redirect: 'manual' })
    return answer.headers.get('location')
  }

  async function got(path: string, headers: Record<string, string>) {
    const answer = await fetch(site.url + path, { headers, redirect: 'manual' })
    await answer.body?.cancel()
    return answer.headers.get('location')
  }

  test.each(Object.keys(wishes))('%s leads nowhere else', async (name) => {
    const led: string[] = []
    // All of them are tried above; here, where a password costs most of a second, that each way asks the same question.
    for (const wish of hostilePlaces.filter((_, place) => place % (name === 'signing in by password' ? 12 : 3) === 2)) {
      const location = await wishes[name]?.(wish)
      if (location && !staysOn(site.url, location)) led.push(`${JSON.stringify(wish)} to ${JSON.stringify(location)}`)
    }
    expect(led).toEqual([])
  }, 180_000)

  test('they do lead on to where they should', async () => {
    const to = '/posts/one?page=2#comment-3'
    expect(await wishes['signing in by password']?.(to)).toBe(to)
    expect(await wishes['a notice']?.(to)).toBe(to)
    expect(await wishes['what was folded before']?.(to)).toBe(to)
    expect(await wishes['the colours']?.(`${site.url}/posts/one?page=2`)).toBe('/posts/one?page=2#colours')
    expect(await wishes['a reply that is taken to the door']?.('/posts/one')).toContain('/sign-in?then=%2Fposts%2Fone')
  })

  test.each(['/sign-in', '/sign-up', '/sign-in/link'])('%s carries no wish on that leads elsewhere, in no link and no form', async (path) => {
    for (const wish of hostilePlaces.filter((_, place) => place % 6 === 1)) {
      const html = await (await fetch(`${site.url}${path}?token=x&then=${encodeURIComponent(wish)}`)).text()
      const links = findAll(html, 'a').map(({ properties }) => String(properties?.href)).filter((href) => href.includes('then='))
      const carried = [...findAll(html, 'input', ({ properties }) => properties?.name === 'then').map(({ properties }) => String(properties?.value)), ...links.map((href) => new URL(href, site.url).searchParams.get('then') ?? '')]
      for (const each of carried) expect([wish, staysOn(site.url, each)]).toEqual([wish, true])
    }
  }, 120_000)

  test('after a decision in a thread, and after taking it back, one comes back to this site', async () => {
    for (const back of ['//elsewhere.example', '/\\elsewhere.example']) {
      const moderated = (await scenes.decide?.(world))?.input as Record<string, string>
      expect(await press('posts/[slug] moderate', { ...stringsOf(moderated), back }, world.shown['a moderator'])).toBe('/')
      const undone = (await scenes['undo-decision']?.(world))?.input as Record<string, string>
      expect(await press('posts/[slug] undo', { ...undone, back }, world.shown['a moderator'])).toBe('/')
      expect(await press('moderation/log undoFromLog', { ...((await scenes['undo-decision']?.(world))?.input as Record<string, string>), onward: 'log', back }, world.shown['a moderator'])).toMatch(/^\/moderation\/log/)
      const edited = await scenes['edit-comment']?.(world)
      expect(await press('posts/[slug] edit', { ...(edited?.input as Record<string, string>), back }, await sessionFor(world.rae))).toBe('/')
    }
  }, 60_000)
})

const stringsOf = (input: object) => Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)]))

test('there is a page for each door that is asked here', async () => {
  expect(await readPlaces()).toEqual(expect.arrayContaining(['sign-in', 'sign-up', 'sign-in/link', 'theme', 'account/reading/carry', '[...old]']))
})
