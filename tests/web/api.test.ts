import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { reader, writer } from '#lib/database.ts'
import { changeRole } from '#lib/people/change-role.ts'
import { takeMeasure } from '#lib/people/take-measure.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { changeSlug } from '#lib/posts/publishing/change-slug.ts'
import { movePost } from '#lib/posts/publishing/move-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { operator } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, person, publishedReplyBy, replyBy, tellNow } from '../cast.ts'
import { cookieOf, startSite, tokenOf } from './site.ts'

type Json = Record<string, unknown> & { items?: Json[] }
type Asker = { token?: string; cookie?: string }

let site: Awaited<ReturnType<typeof startSite>>
let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string
let mo: Asker
let rae: Asker

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
  mo = { token: await tokenOf(cast.mo) }
  rae = { token: await tokenOf(cast.rae) }
  site = await startSite()
}, 300_000)

async function ask(method: string, path: string, { token, cookie }: Asker = {}, body?: unknown, more: Record<string, string> = {}) {
  const answer = await fetch(`${site.url}/api/v1${path}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(cookie && { cookie, origin: site.url }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...more,
    },
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, json: (text && JSON.parse(text)) as Json }
}

const missing = '01900000-0000-7000-8000-000000000000'

describe('GET /posts/{slug}/comments', () => {
  test('gives the thread in order, page by page, each comment once', async () => {
    const post = await essayBy(cast.ada)
    const first = await publishedReplyBy(cast.rae, cast.mo, post.slug)
    const second = await publishedReplyBy(cast.nia, cast.mo, post.slug)
    const answer = await publishedReplyBy(cast.ada, cast.mo, post.slug, first)
    await replyBy(cast.rae, post.slug)
    const seen: unknown[] = []
    let after = ''
    do {
      const { status, json } = await ask('GET', `/posts/${post.slug}/comments?limit=2${after && `&after=${after}`}`)
      expect(status).toBe(200)
      expect(json.items?.length).toBeLessThanOrEqual(2)
      seen.push(...(json.items ?? []))
      after = String(json.next ?? '')
    } while (after)
    expect(seen.map((comment) => (comment as Json).id)).toEqual([first, answer, second])
    expect(seen[1]).toMatchObject({ parentId: first, depth: 1, number: null, tombstone: false, byAuthor: true, author: { name: 'ada', handle: cast.ada.handle }, url: `/c/${answer}` })
  })

  test('leaves nothing but the place of what was hidden', async () => {
    const post = await essayBy(cast.ada)
    const gone = await publishedReplyBy(cast.rae, cast.mo, post.slug)
    await publishedReplyBy(cast.nia, cast.mo, post.slug, gone)
    await decideNow(cast.mo, gone, 'hide')
    const { json } = await ask('GET', `/posts/${post.slug}/comments`)
    expect(json.items?.[0]).toMatchObject({ id: gone, tombstone: true, author: null, html: null, text: null, submittedAt: null })
  })

  test.each([['after=nonsense!'], ['limit=0'], ['limit=1000'], ['limit=many']])('refuses %s', async (query) => {
    expect((await ask('GET', `/posts/${slug}/comments?${query}`)).status).toBe(422)
  })

  test('answers HEAD as GET without its body', async () => {
    const { status, headers } = await ask('HEAD', `/posts/${slug}/comments`)
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json'])
  })

  test('finds an address in any script', async () => {
    const post = await carryOut(createPost, cast.ada, { title: 'Café', slug: `café-${randomUUID().slice(0, 8)}`, body: 'Strong.' })
    await carryOut(publishPost, cast.ada, { postId: post.id, commentsMode: 'open' })
    const id = await publishedReplyBy(cast.rae, cast.mo, post.slug)
    const { status, json } = await ask('GET', `/posts/${encodeURIComponent(post.slug)}/comments`)
    expect([status, json.items?.map((comment) => comment.id)]).toEqual([200, [id]])
  })

  test('leads on from an address that the post had before, with its query and with what is sent', async () => {
    const { id, slug: former } = await essayBy(cast.ada)
    const present = `überall-${randomUUID()}`
    await carryOut(changeSlug, cast.ada, { postId: id, slug: present })
    for (const method of ['GET', 'POST']) {
      const options = { method, redirect: 'manual', headers: { authorization: `Bearer ${rae.token}`, 'content-type': 'application/json' }, ...(method === 'POST' && { body: '{"body":"A thought."}' }) } as const
      const answer = await fetch(`${site.url}/api/v1/posts/${former}/comments?limit=5`, options)
      expect(answer.status, method).toBe(308)
      expect(answer.headers.get('location')).toBe(`/api/v1/posts/${encodeURIComponent(present)}/comments?limit=5`)
    }
    expect((await fetch(`${site.url}/api/v1/posts/${former}/comments?limit=5`)).status).toBe(200)
    const sent = await ask('POST', `/posts/${former}/comments`, rae, { body: `A thought ${randomUUID()}` })
    expect(sent.status).toBe(202)
    await carryOut(movePost, cast.ada, { postId: id, to: 'archived' })
    expect((await ask('GET', `/posts/${former}/comments`)).status).toBe(404)
  })

  test('knows no post that is not public', async () => {
    expect((await ask('GET', '/posts/nothing-of-the-kind/comments')).status).toBe(404)
  })
})

describe('POST /posts/{slug}/comments', () => {
  const body = () => ({ body: `A thought, sent by a program: ${randomUUID()}` })

  test('holds the reply and says where it stands', async () => {
    const { status, json } = await ask('POST', `/posts/${slug}/comments`, rae, body(), { 'idempotency-key': randomUUID() })
    expect([status, json.state]).toEqual([202, 'held'])
    expect(json.position).toBeGreaterThan(0)
    expect(Object.keys(json).sort()).toEqual(['id', 'medianWaitSeconds', 'position', 'state'])
  })

  test('twenty times the same key at once: one row, twenty equal answers', async () => {
    const sent = body()
    const key = { 'idempotency-key': 'one' }
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('POST', `/posts/${slug}/comments`, rae, sent, key)))
    expect([...new Set(answers.map(({ status, json }) => `${status} ${json.id}`))]).toHaveLength(1)
    expect(await reader().commentRevision.count({ where: { source: sent.body } })).toBe(1)
  })

  test('takes a session as well as a token', async () => {
    expect((await ask('POST', `/posts/${slug}/comments`, { cookie: await cookieOf(cast.nia) }, body())).status).toBe(202)
  })

  test.each([
    [401, 'nobody', () => ({}), () => body()],
    [401, 'an unknown token', () => ({ token: 'none' }), () => body()],
    [403, 'a suspended person', async () => ({ token: await tokenOf(await suspended()) }), () => body()],
    [422, 'a text that is blank', () => rae, () => ({ body: ' \u200b ' })],
    [422, 'a text that is too long', () => rae, () => ({ body: 'x'.repeat(10_001) })],
    [422, 'no text', () => rae, () => ({})],
    [422, 'a number for a text', () => rae, () => ({ body: 7 })],
    [422, 'a field that nobody asked for', () => rae, () => ({ ...body(), state: 'published' })],
    [422, 'a parent that is gone', () => rae, () => ({ ...body(), parentId: missing })],
    [422, 'a list', () => rae, () => []],
    [400, 'half a character', () => rae, () => '{"body":"\\ud800"}'],
    [400, 'what is not JSON', () => rae, () => '{'],
  ])('%i for %s', async (status, _, asker, sent) => {
    const answer = await ask('POST', `/posts/${slug}/comments`, await asker(), sent())
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.json).toMatchObject({ type: 'about:blank', status, detail: expect.stringMatching(/\.$/) })
  })

  test('415 for another content type', async () => {
    expect((await ask('POST', `/posts/${slug}/comments`, rae, 'body=hello', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415)
  })

  test('404 for a post that is not there', async () => {
    expect((await ask('POST', '/posts/nothing-of-the-kind/comments', rae, body())).status).toBe(404)
  })

  test('429 with Retry-After for more than a person writes', async () => {
    const busy = { token: await tokenOf(await person('busy', 'author')) }
    const answers = []
    for (let count = 0; count < 21; count++) answers.push(await ask('POST', `/posts/${slug}/comments`, busy, body()))
    const last = answers.at(-1)
    expect(last?.status).toBe(429)
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

async function suspended() {
  const sol = await person('sol', 'reader')
  await carryOut(takeMeasure, operator, { handle: sol.handle, kind: 'suspended', reason: 'Unkind replies' })
  return sol
}

describe('GET /comments/{id}', () => {
  test('shows a waiting text to its writer and to moderators, and to nobody else that it exists', async () => {
    const id = await replyBy(cast.nia, slug)
    const nia = { token: await tokenOf(cast.nia) }
    expect((await ask('GET', `/comments/${id}`, nia)).json).toMatchObject({ id, state: 'held', position: expect.any(Number) })
    expect((await ask('GET', `/comments/${id}`, mo)).json).toMatchObject({ id, state: 'held' })
    for (const asker of [{}, rae, { token: await tokenOf(cast.ada) }]) {
      const [held, never] = await Promise.all([ask('GET', `/comments/${id}`, asker), ask('GET', `/comments/${missing}`, asker)])
      expect([held.status, held.json]).toEqual([404, never.json])
    }
  })

  test('shows a published one to everybody, and why it was refused to its writer', async () => {
    const id = await publishedReplyBy(cast.nia, cast.mo, slug)
    expect((await ask('GET', `/comments/${id}`)).json).toMatchObject({ id, state: 'published', author: { handle: cast.nia.handle }, reason: null })
    const refused = await replyBy(cast.nia, slug)
    await decideNow(cast.mo, refused, 'reject')
    expect((await ask('GET', `/comments/${refused}`, { token: await tokenOf(cast.nia) })).json).toMatchObject({ state: 'held', position: expect.any(Number), reason: null })
    await tellNow(refused)
    expect((await ask('GET', `/comments/${refused}`, { token: await tokenOf(cast.nia) })).json).toMatchObject({ state: 'rejected', reason: expect.stringContaining('not about this essay') })
  })

  test('404 for what is no id', async () => {
    expect((await ask('GET', '/comments/1')).status).toBe(404)
  })
})

describe('GET /moderation/queue', () => {
  test('gives what waits, oldest first, page by page', async () => {
    const ids = [await replyBy(cast.rae, slug), await replyBy(cast.nia, slug)]
    const seen: Json[] = []
    let after = ''
    do {
      const { status, json } = await ask('GET', `/moderation/queue?limit=2${after && `&after=${after}`}`, mo)
      expect(status).toBe(200)
      seen.push(...(json.items ?? []))
      after = String(json.next ?? '')
    } while (after)
    const subjects = seen.map((item) => (item.subject as Json).id)
    expect(new Set(subjects).size).toBe(subjects.length)
    expect(subjects.slice(-2)).toEqual(ids)
    expect(seen.at(-1)).toMatchObject({ kind: 'comment', version: 1, actions: ['approve', 'reject', 'return'], findings: expect.any(Array) })
    expect(JSON.stringify(seen)).not.toMatch(/passwordHash|email/)
  })

  test.each([
    [401, 'anonymous', () => ({})],
    [403, 'a reader', () => rae],
    [403, 'an author', async () => ({ token: await tokenOf(cast.ada) })],
  ])('%i for %s', async (status, _, asker) => {
    expect((await ask('GET', '/moderation/queue?limit=nonsense', await asker())).status).toBe(status)
  })

  test('refuses a kind that does not exist and a place that it never gave', async () => {
    expect((await ask('GET', '/moderation/queue?kind=sandwich', mo)).status).toBe(422)
    expect((await ask('GET', '/moderation/queue?after=sandwich', mo)).status).toBe(422)
  })
})

describe('GET /moderation/queue with a filter', () => {
  test('gives what it shows, and nothing for what names nothing', async () => {
    const word = `word${randomUUID().slice(0, 8)}`
    const own = await essayBy(cast.ada)
    const id = await replyBy(await person('may', 'reader'), own.slug, '', `All of ${word} at [this place](https://www.filtered.example/x).`)
    const subjects = async (query: string) => (await ask('GET', `/moderation/queue?${query}`, mo)).json.items?.map((item) => (item.subject as Json).id)
    for (const query of [`q=${word}`, `post=${own.slug}`, `host=filtered.example&post=${own.slug}`, `kind=comment&q=${word}`]) expect(await subjects(query), query).toEqual([id])
    for (const query of [`kind=report&q=${word}`, 'person=nobody-at-all', 'post=no-such-essay', 'rule=no-such-rule', 'host=nowhere.example', 'q=%3F!', `q=${'x'.repeat(9000)}`]) {
      expect(await subjects(query), query).toEqual([])
    }
  })
})

describe('GET /moderation/items/{id}/precedents', () => {
  test('gives like texts with their verdicts, to moderators', async () => {
    const words = Array.from({ length: 4 }, () => `word${randomUUID().slice(0, 8)}`).join(' ')
    await decideNow(cast.mo, await replyBy(await person('may', 'reader'), slug, '', `${words} once`), 'reject')
    const { id } = await itemAbout(await replyBy(await person('may', 'reader'), slug, '', `${words} again`))
    const { status, json } = await ask('GET', `/moderation/items/${id}/precedents`, mo)
    expect([status, json]).toMatchObject([200, { next: null, items: [{ action: 'reject', by: 'mo', reason: { code: 'off-topic' }, writer: 'may' }] }])
    expect((await ask('GET', `/moderation/items/${id}/precedents`, rae)).status).toBe(403)
    expect((await ask('GET', `/moderation/items/${missing}/precedents`, mo)).status).toBe(404)
  })
})

describe('POST /moderation/items/{id}/decisions', () => {
  const decideOn = (id: string, asker: Asker, body: unknown) => ask('POST', `/moderation/items/${id}/decisions`, asker, body)

  test('approves, and the next request of anybody shows it', async () => {
    const comment = await replyBy(cast.rae, slug)
    const { id, version } = await itemAbout(comment)
    const { status, json } = await decideOn(id, mo, { action: 'approve', version })
    expect([status, json]).toEqual([200, { decisionId: expect.any(String), itemId: id, version: version + 1, state: 'published', repeated: false }])
    expect((await ask('GET', `/comments/${comment}`)).status).toBe(200)
    expect(await (await fetch(`${site.url}/posts/${slug}`)).text()).toContain(comment)
  })

  test('takes a ready-made reason or own words', async () => {
    const told = async (reason: Record<string, string>) => {
      const { id, version } = await itemAbout(await replyBy(cast.nia, slug))
      const { json } = await decideOn(id, mo, { action: 'reject', version, ...reason })
      return reader().decision.findUniqueOrThrow({ where: { id: String(json.decisionId) }, select: { reasonCode: true, reasonNote: true } })
    }
    expect(await told({ reason: 'spam', note: 'Again.' })).toEqual({ reasonCode: 'spam', reasonNote: 'Again.' })
    expect(await told({ reason: 'Not here, please.' })).toEqual({ reasonCode: 'other', reasonNote: 'Not here, please.' })
  })

  test.each(['reject', 'return'])('does not %s without a reason, and puts no words into the mouth of a moderator', async (action) => {
    const comment = await replyBy(cast.nia, slug)
    const { id, version } = await itemAbout(comment)
    for (const reason of [undefined, '', ' ']) {
      const { status, json } = await decideOn(id, mo, { action, version, reason })
      expect([status, Object.keys(json.fields ?? {})]).toEqual([422, ['reason']])
    }
    expect(await reader().decision.count({ where: { reviewItemId: id } })).toBe(0)
    expect((await decideOn(id, mo, { action: 'approve', version })).status).toBe(200)
    expect((await decideOn(id, mo, { action: 'hide', version: version + 1 })).status).toBe(422)
  })

  test('409 with the present state when it is stale', async () => {
    const comment = await replyBy(cast.rae, slug)
    const { id, version } = await itemAbout(comment)
    await decideNow(cast.noor, comment, 'approve')
    const { status, json } = await decideOn(id, mo, { action: 'reject', version, reason: 'spam' })
    expect([status, json.present]).toEqual([409, expect.objectContaining({ state: 'published', version: version + 1, by: 'noor', action: 'approve' })])
  })

  test('opposite decisions at once: one 200, one 409', async () => {
    const { id, version } = await itemAbout(await replyBy(cast.rae, slug))
    const noor = { token: await tokenOf(cast.noor) }
    const answers = await Promise.all([decideOn(id, mo, { action: 'approve', version }), decideOn(id, noor, { action: 'reject', version, reason: 'spam' })])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('the same twice is one decision', async () => {
    const { id, version } = await itemAbout(await replyBy(cast.rae, slug))
    const first = await decideOn(id, mo, { action: 'approve', version })
    const second = await decideOn(id, mo, { action: 'approve', version })
    expect([second.status, second.json.decisionId, second.json.repeated]).toEqual([200, first.json.decisionId, true])
  })

  test.each([
    ['no version', { action: 'approve' }],
    ['a version that is no number', { action: 'approve', version: '1' }],
    ['a version that is true', { action: 'approve', version: true }],
    ['no action', { version: 1 }],
    ['an action that nobody knows', { action: 'devour', version: 1 }],
    ['a field that nobody asked for', { action: 'approve', version: 1, by: 'somebody else' }],
  ])('422 for %s', async (_, body) => {
    const { id } = await itemAbout(await replyBy(cast.nia, slug))
    expect((await decideOn(id, mo, body)).status).toBe(422)
  })

  test('404 for an item that is not there, and 403 for everybody else whether it is there or not', async () => {
    const { id } = await itemAbout(await replyBy(cast.nia, slug))
    expect((await decideOn(missing, mo, { action: 'approve', version: 1 })).status).toBe(404)
    expect((await decideOn('nonsense', mo, { action: 'approve', version: 1 })).status).toBe(404)
    for (const item of [id, missing]) expect((await decideOn(item, rae, { action: 'approve', version: 1 })).status).toBe(403)
    expect((await decideOn(id, {}, { action: 'approve', version: 1 })).status).toBe(401)
  })

  test('stops letting somebody decide the moment they are no moderator any more, by token and by session', async () => {
    const mel = await person('mel', 'moderator')
    const askers = [{ token: await tokenOf(mel) }, { cookie: await cookieOf(mel) }]
    const { id, version } = await itemAbout(await replyBy(cast.rae, slug))
    for (const asker of askers) expect((await ask('GET', '/moderation/queue', asker)).status).toBe(200)
    const [decided] = await Promise.all([decideOn(id, askers[0] ?? {}, { action: 'approve', version }), carryOut(changeRole, operator, { handle: mel.handle, role: 'reader' })])
    expect([200, 403]).toContain(decided.status)
    const next = await itemAbout(await replyBy(cast.rae, slug))
    const refused = await decideOn(next.id, askers[0] ?? {}, { action: 'approve', version: next.version })
    expect(refused.status).toBe(403)
    // A demotion ends the sessions as well: the cookie is nobody's.
    expect((await decideOn(next.id, askers[1] ?? {}, { action: 'approve', version: next.version })).status).toBe(401)
    expect(await itemAbout(await commentOf(next.id))).toEqual(next)
  })
})

describe('POST /moderation/decisions/{id}/undo', () => {
  test('takes the decision back, once', async () => {
    const comment = await replyBy(cast.rae, slug)
    const { decisionId } = await decideNow(cast.mo, comment, 'approve')
    const undo = () => ask('POST', `/moderation/decisions/${decisionId}/undo`, mo)
    expect(await undo()).toMatchObject({ status: 200, json: { state: 'held' } })
    expect(await undo()).toMatchObject({ status: 409, json: { present: { state: 'held' } } })
    expect((await ask('GET', `/comments/${comment}`)).status).toBe(404)
  })

  test('is for moderators, and for decisions that exist', async () => {
    expect((await ask('POST', `/moderation/decisions/${missing}/undo`, mo)).status).toBe(404)
    expect((await ask('POST', `/moderation/decisions/${missing}/undo`, rae)).status).toBe(403)
  })
})

describe('every address', () => {
  test('says which methods it has', async () => {
    const { status, headers, json } = await ask('DELETE', `/posts/${slug}/comments`, rae)
    expect([status, headers.get('allow'), json.title]).toEqual([405, 'GET, HEAD, POST, OPTIONS', 'Method not allowed'])
    expect((await ask('GET', `/moderation/decisions/${missing}/undo`, mo)).headers.get('allow')).toBe('POST, OPTIONS')
    expect((await ask('OPTIONS', '/moderation/queue')).headers.get('allow')).toBe('GET, HEAD, OPTIONS')
  })

  test('answers with a problem where nothing is', async () => {
    for (const path of ['/nothing', '/posts', '/moderation', '/posts/a/comments/b']) {
      const { status, headers } = await ask('GET', path)
      expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json'])
    }
  })

  test('stops knowing a token the moment it is revoked, and a person the moment they are suspended', async () => {
    const mel = await person('mel', 'moderator')
    const token = await tokenOf(mel)
    expect((await ask('GET', '/moderation/queue', { token })).status).toBe(200)
    await carryOut(takeMeasure, operator, { handle: mel.handle, kind: 'suspended', reason: 'Decided on a friend' })
    expect((await ask('GET', '/moderation/queue', { token })).status).toBe(403)
    await writer().apiToken.updateMany({ where: { personId: mel.id }, data: { revokedAt: new Date() } })
    expect((await ask('GET', '/moderation/queue', { token })).status).toBe(401)
  })
})

async function commentOf(itemId: string): Promise<string> {
  return (await reader().reviewItem.findUniqueOrThrow({ where: { id: itemId }, select: { commentId: true } })).commentId ?? ''
}
