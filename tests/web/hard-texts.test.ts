import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { reader } from '#lib/database.ts'
import { renderMarkdown } from '#lib/rendering/render-markdown.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { essayBy, makeCast, person } from '../cast.ts'
import { hardTexts } from '../hostile/hard-texts.ts'
import { cookieOf, startSite, tokenOf } from './site.ts'

let site: Awaited<ReturnType<typeof startSite>>
let cast: Awaited<ReturnType<typeof makeCast>>
let essay: { id: string; slug: string }

beforeAll(async () => {
  cast = await makeCast()
  essay = await essayBy(cast.ada)
  site = await startSite()
}, 300_000)

const network = (place: number) => ({ 'x-forwarded-for': `10.1.${place}.1` })

async function reply(who: SignedIn, place: number, body: string): Promise<number> {
  const headers = { authorization: `Bearer ${await tokenOf(who)}`, 'content-type': 'application/json', ...network(place) }
  return (await fetch(`${site.url}/api/v1/posts/${essay.slug}/comments`, { method: 'POST', headers, body: JSON.stringify({ body }) })).status
}

async function preview(cookie: string, place: number, source: string): Promise<number> {
  const headers = { cookie, origin: site.url, 'content-type': 'application/json', ...network(place) }
  return (await fetch(`${site.url}/write/${essay.id}/preview-text`, { method: 'POST', headers, body: JSON.stringify({ source }) })).status
}

async function oneByOne<Each>(all: Each[], send: (each: Each) => Promise<number>): Promise<number[]> {
  const statuses: number[] = []
  for (const each of all) statuses.push(await send(each))
  return statuses
}

/** How many times longer than alone a tenth of a second of work takes on this machine just now. */
function crowding(): number {
  const [began, before] = [performance.now(), process.cpuUsage()]
  let spent = 0
  while (spent < 100) spent = (process.cpuUsage(before).user + process.cpuUsage(before).system) / 1_000
  return Math.max(1, (performance.now() - began) / spent)
}

test('texts made to hurt a parser, many at once, are answered, and nobody else waits for them', async () => {
  const cookie = await cookieOf(cast.ada)
  const people = await Promise.all(Array.from({ length: 9 }, () => person('many', 'reader')))
  await reply(people[0] ?? cast.rae, 200, 'To warm it up.')
  const [short, long] = [hardTexts(9_000), hardTexts(60_000).filter((_, place) => place % 3 === 0)]
  const sent = [
    ...people.map((who, place) => oneByOne(short.filter((_, at) => at % people.length === place), ([, text]) => reply(who, place, text))),
    ...[0, 1, 2].map((part) => oneByOne(long.filter((_, at) => at % 3 === part), ([, text]) => preview(cookie, 100 + part, text))),
  ]
  let crowd = crowding()
  let done = false
  const answered = Promise.all(sent).finally(() => (done = true))
  const waited: number[] = []
  while (!done) {
    const began = performance.now()
    expect((await fetch(`${site.url}/posts/${essay.slug}`)).status).toBe(200)
    waited.push(performance.now() - began)
    // Others come and go meanwhile.
    if (waited.length % 25 === 0) crowd = Math.max(crowd, crowding())
    await sleep(20)
  }
  const statuses = (await answered).flat()
  // Taken, refused with a sentence, of one person who sends many told to wait, or, where one core does everything and a statement had too little of it, asked to come again.
  expect(statuses.filter((status) => ![200, 202, 413, 422, 429, 503].includes(status))).toEqual([])
  expect(statuses).toContain(202)
  expect(waited.length).toBeGreaterThan(10)
  // Half a second is what a busy machine takes by itself; a parser in this process would keep everybody waiting for many.
  expect(waited.toSorted((one, other) => one - other)[Math.floor(waited.length * 0.9)]).toBeLessThan(500 * crowd)
  expect(Math.max(...waited)).toBeLessThan(3_000 * crowd)
  expect(await reply(cast.nia, 201, 'After all of that.')).toBe(202)
  expect(await reader().comment.count({ where: { postId: essay.id, authorId: cast.nia.id } })).toBe(1)
}, 120_000)

// The database gives a statement two seconds; as they were written it would need half a minute for each of these.
test.each(['_a', 'a_b', '_1', '\\_a'])('a word made of 60,000 letters of %j does not keep the database busy', async (part) => {
  const { text } = renderMarkdown(`See ${part.repeat(60_000 / part.length)}`, 'essay')
  const [{ words } = { words: 0 }] = await reader().$queryRaw<{ words: number }[]>`SELECT length(to_tsvector('simple', ${text})) AS words`
  expect(words).toBeGreaterThan(1)
  expect(text.replaceAll(' ', '')).toBe(`See${part.replace('\\', '').repeat(60_000 / part.length)}`)
})
