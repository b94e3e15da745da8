import type { ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { figuresOf } from '../figures.ts'
import type { Figures } from '../figures.ts'
import type { Target } from './hammer.ts'

/** Milliseconds from sending a decision until its answer, and until an anonymous reader is sent the page with what it published, by the same process and by another one. */
export type Decided = { readers: number; answer: Figures; seen: Figures; seenElsewhere: Figures }

type Options = { databaseUrl: string; slug: string; ports: readonly [number, number]; background: ChildProcess }

type Waiting = { id: string; version: number; commentId: string }

/** How often it is decided while so many others read the same page on the first process, each asking again as soon as they are answered. */
const decisions = 30
const otherReaders = [0, 8]

/** How long somebody who asks for the page until it is another one waits before asking again, in milliseconds. */
const between = 2

/** Approves what waits under a post, and reads its page at both processes until it shows it. */
export async function measureDecisions({ databaseUrl, slug, ports, background }: Options): Promise<Decided[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const token = await tokenOfModerator(client)
    const page = `/posts/${slug}`
    const found: Decided[] = []
    for (const readers of otherReaders) {
      const { rows } = await client.query<Waiting>(`
        SELECT i.id, i.version, i.comment_id AS "commentId" FROM review_item i JOIN post p ON p.id = i.post_id
        WHERE i.state = 'waiting' AND i.kind = 'comment' AND p.slug = $1 ORDER BY i.submitted_at LIMIT $2`, [slug, decisions])
      const took = { answer: [] as number[], seen: [] as number[], seenElsewhere: [] as number[] }
      const stop = keepReading(background, { port: ports[0], path: page, headers: { 'Accept-Encoding': 'br, gzip' }, connections: readers, seconds: 1 })
      for (const waiting of rows) {
        const [answer, seen, seenElsewhere] = await decideAndRead(waiting, token, page, ports)
        took.answer.push(answer)
        took.seen.push(seen)
        took.seenElsewhere.push(seenElsewhere)
      }
      await stop()
      found.push({ readers, answer: figuresOf(took.answer), seen: figuresOf(took.seen), seenElsewhere: figuresOf(took.seenElsewhere) })
    }
    return found
  } finally {
    await client.end()
  }
}

/** @returns a function that ends it, and waits until it has ended */
function keepReading(background: ChildProcess, target: Target): () => Promise<void> {
  let goesOn = target.connections > 0
  const reading = (async () => {
    while (goesOn) {
      background.send(target)
      await once(background, 'message')
    }
  })()
  return () => {
    goesOn = false
    return reading
  }
}

async function decideAndRead({ id, version, commentId }: Waiting, token: string, page: string, ports: readonly [number, number]): Promise<[number, number, number]> {
  await Promise.all(ports.map((port) => readText(port, page)))
  const began = performance.now()
  const shows = async (port: number) => {
    while (!(await readText(port, page)).includes(commentId)) {
      if (performance.now() - began > 10_000) throw new Error('What was approved was not seen in ten seconds.')
      await sleep(between)
    }
    return performance.now() - began
  }
  const decide = async () => {
    const answer = await fetch(`http://127.0.0.1:${ports[0]}/api/v1/moderation/items/${id}/decisions`, {
      method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ action: 'approve', version }),
    })
    if (!answer.ok) throw new Error(`A decision was answered with ${answer.status}`)
    return performance.now() - began
  }
  return Promise.all([decide(), shows(ports[0]), shows(ports[1])])
}

async function readText(port: number, address: string): Promise<string> {
  return (await fetch(`http://127.0.0.1:${port}${address}`)).text()
}

async function tokenOfModerator(client: pg.Client): Promise<string> {
  const token = `bench-${randomBytes(24).toString('base64url')}`
  const { rowCount } = await client.query(`
    INSERT INTO api_token (id, digest, person_id) SELECT gen_random_uuid(), $1, id FROM person WHERE role IN ('moderator', 'administrator') LIMIT 1`,
  [createHash('sha256').update(token).digest('hex')])
  if (rowCount !== 1) throw new Error('Nobody moderates here.')
  return token
}
