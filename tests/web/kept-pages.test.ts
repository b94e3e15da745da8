import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { closeDatabase } from '#lib/database.ts'
import { env } from '#lib/env.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { loadDemo } from '../../prisma/demo/load.ts'
import { itemAbout, person, publishedReplyBy, replyBy, decideNow } from '../cast.ts'
import { database, value } from '../database/fenced-database.ts'
import { muffledDoor } from '../setup/muffled-door.ts'
import type { Door } from '../setup/muffled-door.ts'
import { sendRaw } from './raw-request.ts'
import { cookieOf, fillForm, startSite, tokenOf } from './site.ts'

// Two processes on one database keep pages of the demo. Whatever changes, and whoever changes it, they answer what would be rendered afresh.

type Site = Awaited<ReturnType<typeof startSite>>

let sites: Site[]
let door: Door
let mo: SignedIn
let rae: SignedIn
let token: string

const essay = 'five-miles-an-hour'
const other = 'the-line-that-is-not-there'
const paths = [
  '/', `/posts/${essay}`, `/posts/${essay}/latest`, `/posts/${essay}/comments/feed.xml`, `/posts/${other}`, `/posts/${other}/history`, '/people/ada',
  '/tags/film', '/works', '/works/one', '/feed.json', '/sitemap.xml', '/log',
]

beforeAll(async () => {
  await loadDemo()
  ;[mo, rae] = await Promise.all([person('mo', 'moderator'), person('rae', 'reader')])
  token = await tokenOf(mo)
  const slug = await value<string>('SELECT slug FROM published_work ORDER BY slug DESC LIMIT 1')
  for (const [place, path] of paths.entries()) paths[place] = path.replace('/works/one', `/works/${slug}`)
  await database.query(`INSERT INTO setting (key, value) VALUES ('moderation.public-log', '"roles"') ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value`)
  await closeDatabase()
  door = await muffledDoor(env().DATABASE_URL)
  const [plain, muffled] = [await startSite(), await startSite({ DATABASE_URL: door.url })]
  sites = [plain, muffled]
}, 400_000)

const [first, second] = [() => sites[0] as Site, () => sites[1] as Site]

/** Who sends another cookie of ours is answered afresh. */
const afresh = { cookie: 'afterword-carried=nothing' }

type Answer = { status: number; type: string | null; body: string }

async function read(site: Site, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await fetch(site.url + path, { headers, redirect: 'manual' })
  const body = await answer.text()
  // The moment of the rendering, up to which a page shows everything, the number of a form, which is another where a page is drawn, and the address of the process that answers.
  const same = body.replace(/ data-shown-until="[^"]*"/, '').replaceAll(/(?<=name="\$ACTION_(REF_)?)\d/g, '').replaceAll(site.url, '')
  return { status: answer.status, type: answer.headers.get('content-type'), body: inOrder(same) }
}

/** What a page says in its head comes in the order in which the framework gets to know it, which differs from one rendering to the next. */
function inOrder(html: string): string {
  return html.replace(/<head>([^]*?)<\/head>/, (_, inside: string) => `<head>${inside.split(/(?=<(?!\/))/).sort().join('')}</head>`)
}

const all = (site: Site, headers?: Record<string, string>) => Promise.all(paths.map((path) => read(site, path, headers)))

/** The paths whose answers differ, and where they begin to. */
function differing(one: Answer[], two: Answer[]): string[] {
  return paths.flatMap((path, place) => {
    const [here, there] = [one, two].map((answers) => `${answers[place]?.status} ${answers[place]?.type} ${answers[place]?.body}`)
    if (here === undefined || there === undefined || here === there) return []
    const at = [...here].findIndex((letter, index) => letter !== there[index])
    return [`${path}: ${here.slice(Math.max(0, at - 60), at + 60)} | ${there.slice(Math.max(0, at - 60), at + 60)}`]
  })
}

const sql = (text: string, values: unknown[] = []) => async () => void (await database.query(text, values))
const ofEssay = `(SELECT id FROM post WHERE slug = '${essay}')`
const ofOther = `(SELECT id FROM post WHERE slug = '${other}')`
const aComment = `(SELECT id FROM comment WHERE post_id = ${ofEssay} AND state = 'published' AND shown ORDER BY path LIMIT 1)`

/** Changes in the order in which they are made; a word says which page must be another afterwards. */
const changes: [what: string, where: string, change: () => Promise<void>][] = [
  ['a reply is approved', `/posts/${essay}`, async () => void (await publishedReplyBy(rae, mo, essay))],
  ['it answers another one', '/works/', async () => void (await publishedReplyBy(rae, mo, essay, await value(`SELECT id FROM comment WHERE id = ${aComment}`)))],
  ['one is hidden', '/log', async () => void (await decideNow(mo, await publishedReplyBy(rae, mo, other), 'hide'))],
  ['a comment goes', `/posts/${essay}/latest`, sql(`UPDATE comment SET state = 'hidden' WHERE id = ${aComment}`)],
  ['a comment is made anew by the renderer', `/posts/${essay}`, sql(`UPDATE comment_revision SET html = html || '<p>Anew.</p>', renderer_version = renderer_version + 1 WHERE id = (SELECT approved_revision_id FROM comment WHERE id = ${aComment})`)],
  ['a count is mended', `/posts/${essay}`, sql(`UPDATE thread SET published_count = published_count + 1 WHERE post_id = ${ofEssay}`)],
  ['somebody is called otherwise', '/people/ada', sql(`UPDATE person SET name = 'Ada Byron' WHERE handle = 'ada'`)],
  ['somebody moves', '/sitemap.xml', sql(`UPDATE person SET handle = 'ada-b', skeleton = 'ada-b' WHERE handle = 'ada'`)],
  ['and back', '/people/ada', sql(`UPDATE person SET handle = 'ada', skeleton = 'ada' WHERE handle = 'ada-b'`)],
  ['somebody says more of themselves', '/people/ada', sql(`UPDATE person SET biography_html = '<p>Counts.</p>', pronouns = 'she', website = 'https://ada.example' WHERE handle = 'ada'`)],
  ['somebody no longer writes here', '/people/ada', sql(`UPDATE person SET role = 'reader' WHERE handle = 'ada'`)],
  ['and writes again', '/people/ada', sql(`UPDATE person SET role = 'author' WHERE handle = 'ada'`)],
  ['an essay is in no list', '/', sql(`UPDATE post SET state = 'unlisted' WHERE id = ${ofOther}`)],
  ['an essay is put away', `/posts/${other}`, sql(`UPDATE post SET state = 'archived' WHERE id = ${ofOther}`)],
  ['and comes back', '/feed.json', sql(`UPDATE post SET state = 'published' WHERE id = ${ofOther}`)],
  ['an essay moves', '/sitemap.xml', sql(`UPDATE post SET slug = 'elsewhere' WHERE id = ${ofEssay}`)],
  ['and moves back', `/posts/${essay}`, sql(`UPDATE post SET slug = '${essay}' WHERE slug = 'elsewhere'`)],
  ['a conversation ends', `/posts/${other}`, sql(`UPDATE post SET comments_mode = 'closed' WHERE id = ${ofOther}`)],
  ['its manners change', `/posts/${essay}`, sql(`UPDATE post SET comment_guidelines_html = '<p>Kindly.</p>' WHERE id = ${ofEssay}`)],
  ['an essay has another language', '/feed.json', sql(`UPDATE post SET lang = 'de' WHERE id = ${ofOther}`)],
  ['what it said before is shown', '/history', sql(`UPDATE post SET history_shown = true WHERE id = ${ofOther}`)],
  ['an essay is made anew by the renderer', '/feed.json', sql(`UPDATE post_revision SET html = html || '<p>Anew.</p>', renderer_version = renderer_version + 1 WHERE id = (SELECT published_revision_id FROM post WHERE id = ${ofOther})`)],
  ['somebody else wrote it as well', '/people/ada', sql(`INSERT INTO authorship (post_id, person_id, position) SELECT ${ofOther}, id, 1 FROM person WHERE handle = 'ada'`)],
  ['and did not', '/people/ada', sql(`DELETE FROM authorship WHERE post_id = ${ofOther} AND person_id = (SELECT id FROM person WHERE handle = 'ada')`)],
  ['a tag is called otherwise', '/tags/film', sql(`UPDATE tag SET name = 'Pictures', description = 'That move.' WHERE slug = 'film'`)],
  ['an essay has a tag more', '/tags/film', sql(`INSERT INTO post_tag (post_id, tag_id, position) SELECT ${ofOther}, id, 9 FROM tag WHERE slug = 'film'`)],
  ['and one less', '/tags/film', sql(`DELETE FROM post_tag WHERE post_id = ${ofOther} AND tag_id = (SELECT id FROM tag WHERE slug = 'film')`)],
  ['a note is added', `/posts/${other}`, sql(`INSERT INTO update_note (id, post_id, kind, body, html, at) VALUES (gen_random_uuid(), ${ofOther}, 'update', 'x', '<p>New.</p>', now())`)],
  ['a note is another', `/posts/${other}`, sql(`UPDATE update_note SET html = '<p>Other.</p>' WHERE post_id = ${ofOther}`)],
  ['a work has another fact', '/works', sql(`UPDATE work SET title = title || ' anew' WHERE merged_into_id IS NULL`)],
  ['the log shows names', '/log', sql(`UPDATE setting SET value = '"names"' WHERE key = 'moderation.public-log'`)],
  ['the log is closed', '/log', sql(`DELETE FROM setting WHERE key = 'moderation.public-log'`)],
]

test('whatever changes, both processes answer within a second what is rendered afresh, byte for byte', async () => {
  const unseen: string[] = []
  const wrong: string[] = []
  let before = await all(first(), afresh)
  expect(before.map(({ status }) => status).filter((status) => status !== 200)).toEqual(paths.includes(`/posts/${other}/history`) ? [404] : [])
  for (const [what, where, change] of changes) {
    await Promise.all([all(first()), all(second())])
    await change()
    const committed = performance.now()
    const present = await all(first(), afresh)
    const off = async () => (await Promise.all([all(first()), all(second())])).flatMap((pages) => differing(pages, present))
    // What another process committed is heard in a moment; a second is promised.
    let stale = await off()
    if (stale.length > 0) {
      await sleep(Math.max(0, committed + 1_000 - performance.now()))
      stale = await off()
    }
    const changed = differing(before, present)
    if (!changed.some((path) => path.slice(0, path.indexOf(':')).includes(where))) unseen.push(`${what}: ${changed.join(' ')}`)
    wrong.push(...stale.map((path) => `after ${what}: ${path}`))
    before = present
  }
  expect({ wrong, unseen }).toEqual({ wrong: [], unseen: [] })
}, 400_000)

test('pages of other essays stay while one conversation goes on', async () => {
  const shown = async (path: string) => / data-shown-until="([^"]*)"/.exec(await (await fetch(first().url + path)).text())?.[1]
  const [here, there] = [await shown(`/posts/${essay}`), await shown(`/posts/${other}`)]
  // Somebody of whom more can be read: a first comment gives its writer a page, which may be named anywhere.
  await publishedReplyBy(rae, mo, essay)
  await expect.poll(() => shown(`/posts/${essay}`), { timeout: 1_000, interval: 20 }).not.toBe(here)
  expect(await shown(`/posts/${other}`)).toBe(there)
})

test('after the answer to a decision the same process never sends the old page, however many ask', async () => {
  for (let turn = 0; turn < 15; turn++) {
    const words = `A thought of turn ${turn}, and no other.`
    const commentId = await replyBy(rae, essay, '', words)
    const { id, version } = await itemAbout(commentId)
    let asking = true
    const readers = Array.from({ length: 4 }, async () => {
      while (asking) await read(first(), `/posts/${essay}?order=newest`)
    })
    await read(first(), `/posts/${essay}?order=newest`)
    const decided = await fetch(`${first().url}/api/v1/moderation/items/${id}/decisions`, {
      method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ action: 'approve', version }),
    })
    const [page, list] = await Promise.all([read(first(), `/posts/${essay}?order=newest`), read(first(), `/posts/${essay}/latest`)])
    asking = false
    await Promise.all(readers)
    expect(decided.status).toBe(200)
    expect(page.body).toContain(words)
    expect(list.body).toContain(commentId)
  }
}, 120_000)

describe('what only the clock changes', () => {
  test.each([
    ['an essay appears at its hour', `/posts/${other}`, `UPDATE post SET state = 'scheduled', published_at = NULL, publish_at = now() + interval '2 seconds' WHERE id = ${ofOther}`, 404, 200],
    ['a conversation ends at its', `/posts/${other}`, `UPDATE post SET comments_mode = 'open', comments_close_after_days = 1, publish_at = now() - interval '1 day' + interval '2 seconds' WHERE id = ${ofOther}`, 200, 200],
  ])('%s, within a second', async (_, path, statement, before, after) => {
    await database.query(statement)
    await sleep(50)
    const [early] = await Promise.all(sites.map((site) => read(site, path)))
    expect(early?.status).toBe(before)
    const until = Date.now() + 3_200
    while (Date.now() < until) await Promise.all(sites.map((site) => read(site, path)))
    const late = await Promise.all(sites.map((site) => read(site, path)))
    expect(late[0]?.status).toBe(after)
    expect(late[0]?.body).not.toBe(early?.body)
    expect(late[0]).toEqual(await read(first(), path, afresh))
    expect(late[1]).toEqual(late[0])
  })
})

test('a process that hears nothing, and cannot know it, sends nothing older than a second', async () => {
  const shown = async (site: Site) => / data-shown-until="([^"]*)"/.exec(await (await fetch(`${site.url}/posts/${essay}`)).text())?.[1]
  expect(await shown(second())).toBe(await shown(second()))
  door.muffle(true)
  try {
    await publishedReplyBy(rae, mo, essay)
    await sleep(1_000)
    const pages = [await read(first(), `/posts/${essay}`), await read(second(), `/posts/${essay}`)]
    expect(pages[1]).toEqual(pages[0])
    expect(await shown(second())).not.toBe(await shown(second()))
  } finally {
    door.muffle(false)
  }
  await expect.poll(async () => (await shown(second())) === (await shown(second())), { timeout: 30_000 }).toBe(true)
})

describe('how it is sent', () => {
  test('a page has one tag for all ways in which it is packed, and who names it gets 304', async () => {
    const ask = (accepted: string, more = '') => sendRaw(first().port, `GET /posts/${essay} HTTP/1.1\r\nHost: 127.0.0.1:${first().port}\r\nAccept-Encoding: ${accepted}\r\n${more}Connection: close\r\n\r\n`)
    const [plain, br, gzip] = [await ask('identity'), await ask('br'), await ask('gzip')]
    const header = (head: string, name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]
    expect(brotliDecompressSync(Buffer.from(br.body, 'latin1')).toString('latin1')).toBe(plain.body)
    expect(gunzipSync(Buffer.from(gzip.body, 'latin1')).toString('latin1')).toBe(plain.body)
    const tags = [plain, br, gzip].map(({ head }) => header(head, 'etag'))
    expect(new Set(tags).size).toBe(1)
    expect(tags[0]).toMatch(/^W\/"[\w-]{43}"$/)
    for (const each of [plain, br, gzip]) {
      expect(header(each.head, 'cache-control')).toBe('public, no-cache')
      expect(header(each.head, 'vary')).toMatch(/accept-encoding.*cookie/i)
      expect(Number(header(each.head, 'content-length'))).toBe(each.body.length)
    }
    for (const named of [tags[0], `"x", ${tags[0]}`, '*', tags[0]?.slice(2)]) {
      const again = await ask('br', `If-None-Match: ${named}\r\n`)
      expect([again.status, again.body, header(again.head, 'etag'), header(again.head, 'content-length')]).toEqual([304, '', tags[0], undefined])
      expect(header(again.head, 'content-security-policy')).toContain(`script-src 'self'`)
    }
    expect((await ask('br', 'If-None-Match: "other"\r\n')).status).toBe(200)
    const head = await fetch(`${first().url}/posts/${essay}`, { method: 'HEAD', headers: { 'accept-encoding': 'gzip' } })
    expect([head.status, head.headers.get('etag'), head.headers.get('content-length'), await head.text()]).toEqual([200, tags[0], header(gzip.head, 'content-length'), ''])
    expect((await fetch(`${first().url}/posts/${essay}`, { method: 'HEAD', headers: { 'if-none-match': tags[0] ?? '' } })).status).toBe(304)
  })

  test('a page that was made anew and says the same has the same tag', async () => {
    const tagOf = async (path: string) => (await fetch(first().url + path)).headers.get('etag')
    for (const path of paths.filter((each) => !each.endsWith('/history'))) {
      const tags = new Set<string | null>()
      for (let turn = 0; turn < 3; turn++) {
        await database.query(`SELECT pg_notify('afterword_stale', 'emptied:nothing')`)
        await sleep(30)
        tags.add(await tagOf(path))
      }
      expect([...tags], path).toEqual([expect.stringMatching(/^W\/"/)])
    }
  })

  test('a part of it is not sent: whoever asks for one gets all of it', async () => {
    const answer = await fetch(`${first().url}/posts/${essay}`, { headers: { range: 'bytes=0-9' } })
    expect([answer.status, (await answer.text()).startsWith('<!DOCTYPE html>')]).toEqual([200, true])
  })

  test('each of the colours has its page, and a page without colours is never one with', async () => {
    const themes = await Promise.all(['dark', 'light', 'system', 'nonsense'].map(async (theme) => /data-theme="(\w+)"/.exec((await read(first(), '/', { cookie: `afterword_theme=${theme}` })).body)?.[1]))
    expect(themes).toEqual(['dark', 'light', 'system', 'system'])
    expect(/data-theme="(\w+)"/.exec((await read(first(), '/')).body)?.[1]).toBe('system')
  })
})

/** What strangers send to have something of theirs shown to others, or to fill the memory. */
describe('bad input', () => {
  const canary = 'canary-7f3a'
  const poisons: [string, string, Record<string, string>][] = [
    ['random parameters', `?x=${canary}&utm_source=${canary}&${canary}`, {}],
    ['a parameter of the framework', `?_rsc=${canary}&nxtPslug=${canary}`, {}],
    ['another host', '', { 'x-forwarded-host': `${canary}.example`, forwarded: `host=${canary}.example` }],
    ['another scheme and address', '', { 'x-forwarded-proto': canary, 'x-forwarded-for': canary, 'x-forwarded-port': '1' }],
    ['another path', '', { 'x-original-url': `/${canary}`, 'x-rewrite-url': `/${canary}`, 'x-matched-path': `/${canary}`, 'x-invoke-path': `/${canary}` }],
    ['headers of the framework', '', { 'next-router-state-tree': canary, 'next-url': `/${canary}`, 'next-router-prefetch': '1', 'x-middleware-prefetch': '1', 'x-nextjs-data': '1', 'next-router-segment-prefetch': canary }],
    ['what the framework keeps in itself', '', { 'x-prerender-revalidate': canary, 'next-resume': '1', 'x-now-route-matches': `1=${canary}`, 'x-nonce': canary }],
    ['a policy', '', { 'content-security-policy': `script-src 'nonce-${canary}'` }],
    ['cookies of others', '', { cookie: `session=${canary}; __prerender_bypass=${canary}; __next_preview_data=${canary}` }],
    ['a language and a browser', '', { 'accept-language': canary, 'user-agent': canary, accept: `${canary}/*`, referer: `https://${canary}.example/` }],
    ['another method', '', { 'x-http-method-override': 'POST', 'x-method-override': 'DELETE' }],
    ['a range', '', { range: 'bytes=0-1', 'if-range': canary }],
    ['an encoding', '', { 'accept-encoding': `${canary};q=1, br;q=0, gzip;q=0` }],
  ]

  test.each(poisons)('%s changes nothing for the next', async (_, query, headers) => {
    for (const path of ['/', `/posts/${essay}`, '/feed.xml', `/posts/${essay}/latest`]) {
      const clean = await read(second(), path, afresh)
      // Nothing is kept yet, so whoever asks first would be the one who makes the page.
      await database.query(`UPDATE tag SET description = description || '.' WHERE slug = 'film'`)
      await sleep(30)
      await read(second(), path + query, headers)
      const next = await read(second(), path)
      expect(next).toEqual(clean)
      expect(next.body).not.toContain(canary)
      expect((await fetch(second().url + path)).headers.get('link') ?? '').not.toContain(canary)
    }
  })

  test('the page of somebody who is signed in is for nobody else, whoever asks first', async () => {
    const cookie = await cookieOf(mo)
    await database.query(`UPDATE tag SET description = description || '.' WHERE slug = 'film'`)
    const [own, anybody, again] = [await read(second(), `/posts/${essay}`, { cookie }), await read(second(), `/posts/${essay}`), await read(second(), `/posts/${essay}`, { cookie })]
    expect(own.body).toContain('__next_f')
    expect(again.body).toContain('__next_f')
    expect(anybody.body).not.toMatch(/__next_f|nonce=|name="idempotencyKey"/)
    expect(await read(second(), `/posts/${essay}`, { authorization: `Bearer ${token}` })).toMatchObject({ status: 200 })
    expect(await read(second(), `/posts/${essay}`)).toEqual(anybody)
    const half = await fetch(`${second().url}/posts/${essay}`, { headers: { rsc: '1' } })
    expect(half.headers.get('content-type')).toContain('text/x-component')
    expect(await read(second(), `/posts/${essay}`)).toEqual(anybody)
  })

  test('a form that is sent and refused is shown to its sender alone', async () => {
    const page = await (await fetch(`${second().url}/posts/${essay}`)).text()
    const sent = await fetch(`${second().url}/posts/${essay}`, { method: 'POST', body: fillForm(page, 'body', { body: `${canary} `.repeat(9_000) }), headers: { origin: second().url } })
    expect([sent.status, (await sent.text()).includes(canary)]).toEqual([422, true])
    expect((await read(second(), `/posts/${essay}`)).body).not.toContain(canary)
  })

  test('no number of addresses fills the memory', async () => {
    const ask = async (from: number) => {
      for (let count = from; count < from + 1_500; count += 50) {
        await Promise.all(Array.from({ length: 50 }, async (_, place) => (await fetch(`${second().url}/posts/${essay}?x=${count + place}&${'y'.repeat(300)}=1`)).arrayBuffer()))
      }
    }
    await ask(0)
    const before = memoryOf(second())
    await ask(100_000)
    expect(memoryOf(second()) - before).toBeLessThan(60)
    for (let count = 0; count < 60; count++) expect((await fetch(`${second().url}/posts/nothing-${count}`)).status).toBe(404)
  }, 120_000)
})

/** In MiB. */
function memoryOf({ port }: Site): number {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ')
  const pid = children.find((child) => readFileSync(`/proc/${child}/environ`, 'utf8').split('\0').includes(`PORT=${port}`))
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}
