import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, reader } from '#lib/database.ts'
import { findFreePort } from '../../scripts/embedded-postgres.ts'
import { serveSite } from '../../scripts/serve-site.ts'
import type { Site } from '../../scripts/serve-site.ts'
import { essayBy, makeCast, person } from '../cast.ts'
import { cookieOf, fillForm, startSite, tokenOf } from '../web/site.ts'
import { startExternal } from './external-postgres.ts'
import type { ExternalPostgres } from './external-postgres.ts'
import { openProxy } from './round-robin.ts'

// Two processes behind a proxy are replaced one after the other, while people read and write. Nobody may notice.

let external: ExternalPostgres
let proxy: Awaited<ReturnType<typeof openProxy>>
let ports: number[]
const sites: Site[] = []
let slug: string
let postId: string
let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  external = await startExternal()
  process.env.DATABASE_URL = external.owner
  cast = await makeCast()
  ;({ slug, id: postId } = await essayBy(cast.ada))
  ports = [await findFreePort(), await findFreePort()]
  proxy = await openProxy(ports)
  // Builds where there is no build.
  await (await startSite()).stop()
  for (const place of [0, 1]) sites[place] = await serve(place)
}, 300_000)

afterAll(async () => {
  proxy?.close()
  await Promise.all(sites.map((site) => site.stop()))
  await closeDatabase()
  await external?.stop()
})

function serve(place: number): Promise<Site> {
  return serveSite({ host: '127.0.0.1', port: ports[place] ?? 0, environment: { AFTERWORD_ORIGIN: proxy.url } })
}

/** Everything that somebody was not answered as they should have been. */
const failed: string[] = []
const counted = { reads: 0, sent: 0, forms: 0 }

async function readOn(isOver: () => boolean, headers: Record<string, string>) {
  const paths = ['/', `/posts/${slug}`, '/feed.xml', `/people/${cast.ada.handle}`]
  for (; !isOver(); counted.reads++) {
    const path = paths[counted.reads % paths.length] ?? '/'
    const answer = await fetch(proxy.url + path, { headers }).catch((error: unknown) => String(error))
    if (typeof answer === 'string' || answer.status !== 200) failed.push(`${path}: ${typeof answer === 'string' ? answer : answer.status}`)
    else if (!(await answer.text().catch(() => '')).includes('</')) failed.push(`${path}: half of it`)
  }
}

/** New people write a thought each, which must be there once in the end. */
async function sendOn(isOver: () => boolean, sent: string[]) {
  while (!isOver()) {
    const token = await tokenOf(await person('many', 'reader'))
    const body = `A thought on the way ${randomUUID()}`
    const answer = await fetch(`${proxy.url}/api/v1/posts/${slug}/comments`, {
      method: 'POST', body: JSON.stringify({ body }),
      // Each from a network of their own: else they would soon be told to wait.
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-forwarded-for': `10.${counted.sent >> 8}.${counted.sent & 255}.${Math.ceil(Math.random() * 250)}` },
    }).catch((error: unknown) => String(error))
    if (typeof answer === 'string' || answer.status !== 202) failed.push(`sent: ${typeof answer === 'string' ? answer : `${answer.status} ${await answer.text()}`}`)
    sent.push(body)
    counted.sent++
  }
}

test('processes are replaced one after the other under load: no request fails, everything sent is there once, and a form of a process that is gone works', async () => {
  const writer = await person('late', 'reader')
  const cookie = await cookieOf(writer)
  const form = fillForm(await (await fetch(`${proxy.url}/posts/${slug}`, { headers: { cookie } })).text(), 'body', { body: 'Written while all of it was replaced.' })
  let over = false
  const sent: string[] = []
  const isOver = () => over
  const load = [readOn(isOver, {}), readOn(isOver, {}), readOn(isOver, { cookie }), readOn(isOver, { cookie: 'afterword-carried=nothing' }), ...Array.from({ length: 3 }, () => sendOn(isOver, sent))]
  const stops: number[] = []
  for (const place of [0, 1]) {
    await sleep(500)
    const began = performance.now()
    await sites[place]?.stop()
    stops.push(performance.now() - began)
    expect(await sites[place]?.ended).toBe(0)
    sites[place] = await serve(place)
    // A proxy looks again a second after it was refused.
    await sleep(1_100)
  }
  over = true
  await Promise.all(load)
  expect(failed).toEqual([])
  expect(Math.max(...stops)).toBeLessThan(15_000)
  expect([counted.reads, counted.sent].every((count) => count > 20)).toBe(true)

  const answer = await fetch(`${proxy.url}/posts/${slug}`, { method: 'POST', headers: { cookie, origin: proxy.url }, body: form, redirect: 'manual' })
  expect([200, 303]).toContain(answer.status)
  const held = await reader().comment.findMany({ where: { postId }, select: { revisions: { select: { source: true } } } })
  const texts = held.flatMap(({ revisions }) => revisions.map(({ source }) => source ?? ''))
  expect(texts.sort()).toEqual([...sent, 'Written while all of it was replaced.'].sort())
}, 120_000)
