import { beforeAll, expect, test } from 'vitest'
import { reader } from '#lib/database.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { essayBy, makeCast, person } from '../cast.ts'
import { startSite, tokenOf } from './site.ts'

/** People who have read the same essay and send at the same moment. */
const many = 200

let site: Awaited<ReturnType<typeof startSite>>
let essay: { id: string; slug: string }
let senders: { who: SignedIn; token: string }[]

beforeAll(async () => {
  essay = await essayBy((await makeCast()).ada)
  senders = await Promise.all(Array.from({ length: many }, async () => {
    const who = await person('many', 'reader')
    return { who, token: await tokenOf(who) }
  }))
  site = await startSite()
}, 300_000)

/** Each from a network of their own, as the proxy in front of the site says. */
async function send({ who, token }: (typeof senders)[number], place: number) {
  const answer = await fetch(`${site.url}/api/v1/posts/${essay.slug}/comments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-forwarded-for': `10.0.${place}.1` },
    body: JSON.stringify({ body: `What ${who.handle} thinks of it.` }),
  })
  return { status: answer.status, said: (await answer.json()) as { id?: string; state?: string } }
}

test('replies that arrive all at once are all held, each once, while the page is read', async () => {
  const [answers, pages] = await Promise.all([
    Promise.all(senders.map(send)),
    Promise.all(Array.from({ length: 20 }, () => fetch(`${site.url}/posts/${essay.slug}`).then(({ status }) => status))),
  ])
  expect(answers.filter(({ status }) => status !== 202)).toEqual([])
  expect(new Set(pages)).toEqual(new Set([200]))
  expect(new Set(answers.map(({ said }) => said.state))).toEqual(new Set(['held']))
  const held = await reader().comment.findMany({ where: { postId: essay.id, state: 'held' }, select: { id: true, ordinal: true, authorId: true } })
  expect(held.map(({ id }) => id).toSorted()).toEqual(answers.map(({ said }) => said.id ?? '').toSorted())
  expect(held.map(({ ordinal }) => ordinal).toSorted((a, b) => a - b)).toEqual(Array.from({ length: many }, (_, place) => place + 1))
  expect(new Set(held.map(({ authorId }) => authorId)).size).toBe(many)
  expect(await reader().reviewItem.count({ where: { postId: essay.id, state: 'waiting' } })).toBe(many)
}, 60_000)
