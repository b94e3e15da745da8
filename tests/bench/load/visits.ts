import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { crc32, deflateSync } from 'node:zlib'

/** Whom and what visits are made with: cookies of people who are signed in, and what there is to be read. */
export type Guests = {
  posts: { id: string; slug: string; comments: number }[]
  people: string[]
  readers: string[]
  author: string
  moderator: string
}

export type Visit = {
  /** Where it goes, on which connections. */
  port: number
  agent: http.Agent
  guests: Guests
  /** How many were made before, so that no two are the same. */
  turn: number
}

type Sent = { method?: string; headers?: Record<string, string>; body?: string | Buffer; leaveAfter?: number }

/** Nobody else has this cookie, so the page is made for whoever carries it. */
const afresh = { cookie: 'afterword-carried=nothing' }
const json = { 'content-type': 'application/json' }

/** One of each thing that is done with a site, the usual and the odd. Each gives the status of its answer, or none where it did not wait for one. */
export const visits = {
  'a kept essay': (visit) => ask(visit, `/posts/${longest(visit).slug}`, { headers: { 'accept-encoding': 'br' } }),
  'a kept list': (visit) => ask(visit, pick(visit, ['/', '/feed.xml', '/atom.xml', '/feed.json', '/sitemap.xml', '/works', '/log']), { headers: { 'accept-encoding': 'gzip' } }),
  'an essay made afresh': (visit) => ask(visit, `/posts/${longest(visit).slug}?page=${1 + (visit.turn % 5)}`, { headers: afresh }),
  'a short essay made afresh': (visit) => ask(visit, `/posts/${shortest(visit).slug}`, { headers: afresh }),
  'the front page made afresh': (visit) => ask(visit, '/', { headers: afresh }),
  'an essay to a reader': (visit) => ask(visit, `/posts/${pick(visit, visit.guests.posts).slug}`, { headers: { cookie: reader(visit) } }),
  'the half of a page that the framework asks for': (visit) => ask(visit, `/posts/${shortest(visit).slug}?_rsc=${visit.turn.toString(36)}`, { headers: { cookie: reader(visit), rsc: '1' } }),
  'an account': (visit) => ask(visit, pick(visit, ['/account', '/account/comments', '/notifications']), { headers: { cookie: reader(visit) } }),
  'the desk': (visit) => ask(visit, pick(visit, ['/moderation', '/moderation?mode=list', '/moderation/log', '/moderation/rules', '/moderation/insights']), { headers: { cookie: visit.guests.moderator } }),
  'the queue': (visit) => ask(visit, '/api/v1/moderation/queue', { headers: { cookie: visit.guests.moderator } }),
  'a search': (visit) => ask(visit, `/search?q=${pick(visit, ['window', 'river', 'light', 'ending'])}+${visit.turn.toString(36)}`),
  'a search of a program': (visit) => ask(visit, `/api/v1/search?q=window`),
  'comments of a program': (visit) => ask(visit, `/api/v1/posts/${longest(visit).slug}/comments`),
  'a reply': (visit) => ask(visit, `/api/v1/posts/${pick(visit, visit.guests.posts).slug}/comments`, {
    method: 'POST', headers: { cookie: reader(visit), ...own(visit), ...json, 'idempotency-key': randomUUID() }, body: JSON.stringify({ body: `A thought about the window, number ${visit.turn}, ${randomUUID()}.` }),
  }),
  'a decision': decideSomething,
  'a draft of a reply': (visit) => ask(visit, '/account/drafts', {
    method: 'POST', headers: { cookie: reader(visit), ...own(visit), ...json }, body: JSON.stringify({ slug: shortest(visit).slug, body: `Something begun ${visit.turn}`, draftVersion: 0 }),
  }),
  'a preview': (visit) => ask(visit, `/write/${shortest(visit).id}/preview-text`, {
    method: 'POST', headers: { cookie: visit.guests.author, ...own(visit), ...json }, body: JSON.stringify({ source: `# A heading\n\nSome *words* ${visit.turn} and a [link](https://example.org).\n`.repeat(20) }),
  }),
  'an image': sendImage,
  'a look at the desk that is cut off': (visit) => ask(visit, '/moderation/live', { headers: { cookie: visit.guests.moderator, accept: 'text/event-stream' }, leaveAfter: 150 }),
  'a page that nobody waits for': (visit) => ask(visit, `/posts/${longest(visit).slug}`, { headers: afresh, leaveAfter: visit.turn % 40 }),
  'a form that is cut off': (visit) => ask(visit, `/posts/${shortest(visit).slug}`, { method: 'POST', headers: { ...own(visit), 'content-length': '90000', 'content-type': 'application/x-www-form-urlencoded' }, body: 'body=half', leaveAfter: 20 }),
  'what is not there': (visit) => ask(visit, pick(visit, ['/posts/', '/people/', '/works/', '/tags/', '/series/', '/c/', '/media/', '/', '/_next/static/', '/unsubscribe/', '/drafts/']) + randomUUID()),
  'an odd address': (visit) => ask(visit, pick(visit, ['/?utm_source=', '/posts/x?page=999', '/log?before=', '/search?q=%F0%9F%92%A9&after=', '/people/%20?x=', '/works?after=', '//evil.example/?']) + randomUUID()),
  'an odd request': (visit) => ask(visit, pick(visit, ['/', '/feed.xml', '/account']), {
    headers: { 'next-router-state-tree': randomUUID(), range: 'bytes=1-2', 'if-none-match': `"${randomUUID()}"`, 'accept-encoding': randomUUID(), cookie: `afterword-session=${randomUUID()}; a=${randomUUID()}` },
  }),
  'something that is no form': (visit) => ask(visit, '/sign-in', { method: 'POST', headers: { ...own(visit), 'content-type': 'application/x-www-form-urlencoded' }, body: `who=${randomUUID()}&password=x` }),
} satisfies Record<string, (visit: Visit) => Promise<number | null>>

export type VisitName = keyof typeof visits

function pick<Value>({ turn }: Visit, values: readonly Value[]): Value {
  const value = values[Math.floor(turn / 7) % values.length]
  if (value === undefined) throw new RangeError('There is nothing to choose from')
  return value
}

const longest = ({ guests }: Visit) => guests.posts[0] ?? { id: '', slug: '', comments: 0 }
const shortest = ({ guests }: Visit) => guests.posts.at(-1) ?? { id: '', slug: '', comments: 0 }
const reader = (visit: Visit) => pick(visit, visit.guests.readers)
const own = ({ port }: Visit) => ({ origin: `http://127.0.0.1:${port}` })

async function decideSomething(visit: Visit): Promise<number | null> {
  const headers = { cookie: visit.guests.moderator }
  let text = ''
  const status = await ask(visit, '/api/v1/moderation/queue', { headers }, (part) => (text += part))
  if (status !== 200) return status
  const { items }: { items: { id: string; version: number; kind: string }[] } = JSON.parse(text)
  const item = items.filter(({ kind }) => kind === 'comment')[visit.turn % 5]
  if (!item) return null
  return ask(visit, `/api/v1/moderation/items/${item.id}/decisions`, { method: 'POST', headers: { ...headers, ...own(visit), ...json }, body: JSON.stringify({ action: 'approve', version: item.version }) })
}

function sendImage(visit: Visit): Promise<number | null> {
  const edge = 'the-edge-of-a-part'
  const field = (name: string, more: string) => `--${edge}\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n`
  const body = Buffer.concat([
    Buffer.from(`${field('post', '')}${shortest(visit).id}\r\n${field('alt', '')}Grey ${visit.turn}\r\n${field('image', '; filename="a.png"')}`), greyPng(600, 400, visit.turn), Buffer.from(`\r\n--${edge}--\r\n`),
  ])
  return ask(visit, '/write/images', { method: 'POST', headers: { cookie: visit.guests.author, ...own(visit), accept: 'application/json', 'content-type': `multipart/form-data; boundary=${edge}` }, body })
}

/** A picture unlike every other one. */
function greyPng(width: number, height: number, number: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = 8
  const pixels = Buffer.alloc((width + 1) * height)
  for (let row = 0; row < height; row++) for (let column = 1; column <= width; column++) pixels[row * (width + 1) + column] = (row * 7 + column * number) % 256
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    check.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, check])
  }
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))])
}

/** @returns null where whoever asked has left before there was an answer */
function ask({ port, agent }: Visit, place: string, { method = 'GET', headers = {}, body, leaveAfter }: Sent = {}, read: (part: string) => void = () => {}): Promise<number | null> {
  return new Promise((resolve) => {
    const request = http.request({ port, host: '127.0.0.1', path: place, method, agent: leaveAfter === undefined ? agent : false, headers }, (answer) => {
      answer.setEncoding('latin1').on('data', read).on('error', () => resolve(null)).on('close', () => resolve(answer.statusCode ?? null))
    })
    request.on('error', () => resolve(null))
    if (leaveAfter === undefined) request.end(body)
    else {
      request.write(body ?? '')
      if (body === undefined) request.end()
      void sleep(leaveAfter).then(() => request.destroy())
      request.once('close', () => resolve(null))
    }
  })
}
