import { createHash, randomUUID } from 'node:crypto'
import http from 'node:http'
import pg from 'pg'
import { figuresOf } from '../figures.ts'

export type WritingRate = { what: string; rate: number; least: number; most: number; p95: number; /** Others were measured doing this. */ compared: boolean }

type Options = { url: string; databaseUrl: string; connections: number; seconds: number; rounds: number }

/** People who send: as many as nobody is slowed down as one who sends much. */
const senders = 4_000

type Sending = { path: string; token: string; network: string; body: object }

/** Texts that are sent and decisions that are made a second, each connection with the next as soon as it is answered. */
export async function measureRates({ url, databaseUrl, connections, seconds, rounds }: Options): Promise<WritingRate[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const [people, moderators] = [await tokensOf(client, makePeople), await tokensOf(client, findModerators)]
    const essay = (await client.query<{ slug: string }>('SELECT slug FROM published_post ORDER BY published_at DESC LIMIT 1')).rows[0]?.slug ?? ''
    const waiting = (await client.query<{ id: string; version: number }>(`SELECT id, version FROM review_item WHERE state = 'waiting' AND kind = 'comment' ORDER BY submitted_at`)).rows
    let sent = 0
    let decided = 0
    const submission = (): Sending => {
      const place = sent++
      return { path: `/api/v1/posts/${essay}/comments`, token: people[place % people.length] ?? '', network: networkOf(place), body: { body: `What I think of it, in some words, for the ${place}th time. ${randomUUID()}` } }
    }
    const decision = (): Sending | null => {
      const place = decided++
      const item = waiting[place]
      return item ? { path: `/api/v1/moderation/items/${item.id}/decisions`, token: moderators[place % moderators.length] ?? '', network: '10.0.0.1', body: { action: 'approve', version: item.version } } : null
    }
    const measured: WritingRate[] = []
    for (const [what, next, status] of [['comments that are sent', submission, 202], ['decisions', decision, 200]] as const) {
      await run({ url, connections, seconds: 1, next, status })
      const runs: { rate: number; p95: number }[] = []
      for (let round = 0; round < rounds; round++) runs.push(await run({ url, connections, seconds, next, status }))
      const rates = runs.map(({ rate }) => rate)
      measured.push({ what, rate: figuresOf(rates).median, least: Math.min(...rates), most: Math.max(...rates), p95: figuresOf(runs.map(({ p95 }) => p95)).median, compared: status === 202 })
    }
    return measured
  } finally {
    await client.end()
  }
}

/** Each from a network of their own. */
function networkOf(place: number): string {
  return `10.${(place >> 8) & 255}.${place & 255}.1`
}

type Run = { url: string; connections: number; seconds: number; next: () => Sending | null; status: number }

async function run({ url, connections, seconds, next, status }: Run): Promise<{ rate: number; p95: number }> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  const durations: number[] = []
  const began = performance.now()
  await Promise.all(Array.from({ length: connections }, async () => {
    for (let sending = next(); sending && performance.now() - began < seconds * 1_000; sending = next()) {
      const at = performance.now()
      const answered = await post(url, agent, sending)
      if (answered !== status) throw new Error(`${sending.path} was answered with ${answered}`)
      durations.push(performance.now() - at)
    }
  }))
  const took = (performance.now() - began) / 1_000
  agent.destroy()
  return { rate: durations.length / took, p95: figuresOf(durations).p95 }
}

function post(url: string, agent: http.Agent, { path, token, network, body }: Sending): Promise<number> {
  const text = JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const request = http.request(new URL(path, url), {
      agent, method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), 'x-forwarded-for': network },
    }, (answer) => answer.resume().on('end', () => resolve(answer.statusCode ?? 0)))
    request.on('error', reject).end(text)
  })
}

const makePeople = `
  INSERT INTO person (id, handle, skeleton, name, role, created_at)
  SELECT gen_random_uuid(), 'sender-' || n, 'sender-' || n, 'Sender ' || n, 'reader', now() - interval '1 year' FROM generate_series(1, ${senders}) n RETURNING id`
const findModerators = `SELECT id FROM person WHERE role = 'moderator'`

async function tokensOf(client: pg.Client, people: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(people)
  const tokens = rows.map(({ id }) => ({ id, token: `bench-${randomUUID()}` }))
  const digests = tokens.map(({ token }) => createHash('sha256').update(token).digest('hex'))
  await client.query(`INSERT INTO api_token (id, digest, person_id) SELECT gen_random_uuid(), digest, person FROM unnest($1::text[], $2::uuid[]) AS t (digest, person)`, [digests, tokens.map(({ id }) => id)])
  return tokens.map(({ token }) => token)
}
