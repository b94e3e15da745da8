import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { database } from '../database/fenced-database.ts'
import { startSite } from '../web/site.ts'
import { allThatIsKept, whenQuiet } from './all-that-is-kept.ts'
import { showing } from './knock.ts'
import { makeWorld, sessionFor } from './people.ts'
import type { World } from './people.ts'
import { addressOf, makeThings, readPlaces } from './places.ts'
import type { Things } from './places.ts'

// Every address of the site is opened as a browser, a scanner of mail and the framework's script open it: nothing is done by looking, and every answer is dressed.

let world: World
let site: Awaited<ReturnType<typeof startSite>>
let things: Things
const places = await readPlaces()

beforeAll(async () => {
  world = await makeWorld()
  site = await startSite()
  things = await makeThings(world)
  await whenQuiet()
  // What is due in a minute comes by itself and not by looking.
  await database.query('DELETE FROM graphile_worker._private_jobs')
}, 400_000)
afterAll(() => database.end())

/** How often somebody came is counted, when a secret link was opened last is noted for those who gave it away, and that somebody took a copy for the security log: nothing else. */
const counted = ['rate_limit', 'draft_link', 'made_anew', 'security_event']

const ways: Record<string, RequestInit> = {
  'a browser': { headers: { accept: 'text/html,*/*;q=0.8', 'sec-fetch-mode': 'navigate' } },
  'a scanner that asks for the head alone': { method: 'HEAD' },
  'a browser that fetches ahead': { headers: { 'sec-purpose': 'prefetch;prerender', purpose: 'prefetch' } },
  "the framework's script": { headers: { rsc: '1' } },
}

const lookers = ['nobody', 'the one whose it is', 'an administrator'] as const

describe.each(lookers)('%s', (who) => {
  test.each(Object.keys(ways))('as %s changes nothing by looking, and gets every header that keeps people safe', async (way) => {
    const wrong: string[] = []
    const shown = who === 'nobody' ? {} : await sessionFor(who === 'an administrator' ? world.ida : world.ada)
    await database.query('DELETE FROM rate_limit')
    const before = await allThatIsKept(counted)
    const next = places.values()
    await Promise.all(Array.from({ length: 4 }, async () => {
      for (const folder of next) {
        const address = addressOf(folder, things)
        const { headers, ...rest } = ways[way] ?? {}
        const answer = await fetch(site.url + address, { ...rest, headers: { ...(headers as Record<string, string>), ...showing(shown) }, redirect: 'manual' })
        // A stream has no end; everything else is read to its own.
        await (answer.headers.get('content-type')?.startsWith('text/event-stream') ? answer.body?.cancel() : answer.arrayBuffer())
        wrong.push(...undressed(answer, who !== 'nobody').map((each) => `${address}: ${each}`))
        if (answer.status >= 500) wrong.push(`${address}: ${answer.status}`)
      }
    }))
    expect(wrong).toEqual([])
    expect(await allThatIsKept(counted)).toEqual(before)
  }, 120_000)
})

/** What is missing on an answer. */
function undressed({ headers }: Response, known: boolean): string[] {
  const policy = headers.get('content-security-policy') ?? ''
  const held: Record<string, boolean> = {
    'no policy': /^default-src 'none'/.test(policy) && (/base-uri 'none'; object-src 'none'; frame-ancestors 'none'/.test(policy) || /; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/.test(policy)) && !policy.includes('unsafe-'),
    'not nosniff': headers.get('x-content-type-options') === 'nosniff',
    'no referrer policy': ['strict-origin-when-cross-origin', 'same-origin'].includes(headers.get('referrer-policy') ?? ''),
    'opened by others': headers.get('cross-origin-opener-policy') === 'same-origin',
    'no permissions policy': headers.get('permissions-policy')?.includes('camera=()') === true,
    'no request id': /^[\w-]{12}$/.test(headers.get('x-request-id') ?? ''),
    'says by what it is made': !headers.has('x-powered-by') && !headers.has('server') && ![...headers.keys()].some((name) => name.startsWith('x-nextjs-') || name === 'x-middleware-rewrite'),
    'open to other sites': !headers.has('access-control-allow-origin'),
    'may be kept by others': !known || !(headers.get('cache-control') ?? '').includes('public'),
  }
  return Object.entries(held).filter(([, isSo]) => !isSo).map(([name]) => `${name} (${headers.get('cache-control')}; ${policy})`)
}
