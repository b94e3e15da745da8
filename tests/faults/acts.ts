import { randomUUID } from 'node:crypto'
import { pick } from '#lib/samples/sample-random.ts'
import type { Random } from '#lib/samples/sample-random.ts'
import { fillForm } from '../web/read-html.ts'
import type { Essay, Sender } from './stage.ts'

/** An answer of which everything was received. */
export type Answer = { status: number; body: string; location: string }

/** What became of an act, as whoever sent it knows: it was taken, it was refused, or there was no answer, or none that says so. */
export type Outcome = 'acknowledged' | 'refused' | 'unknown'

/** Something that somebody sent to be done, and can send once more as it was. */
export type Act = {
  kind: 'reply' | 'edit' | 'decision' | 'undo'
  /** Words that stand in its text and nowhere else; empty for what has no text. */
  canary: string
  by: Sender
  /** The server that it was sent to. */
  url: string
  /** The comment that it is about, as far as it is known. */
  about: string
  /** Of a decision: what, about which item in which version. Of an undo: which decision. */
  verdict?: { itemId: string; version: number; action: string }
  undoes?: string
  outcome: Outcome
  status: number
  /** What the answer said. */
  said: Record<string, unknown>
  send: () => Promise<Answer | null>
}

/** What every canary looks like. */
export const canaryShape = /canary[a-z]{12}/g

/** Of letters alone, so that it is one word to a search, and the same in every encoding. */
export function newCanary(random: Random): string {
  return `canary${Array.from({ length: 12 }, () => pick(random, [...'abcdefghijklmnopqrstuvwxyz'])).join('')}`
}

/** Asks, and waits for the last byte of the answer; null where the connection broke before it, or nothing came for half a minute. */
export async function ask(address: string, init: RequestInit = {}): Promise<Answer | null> {
  try {
    const answer = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(30_000), ...init })
    return { status: answer.status, body: await answer.text(), location: answer.headers.get('location') ?? '' }
  } catch {
    return null
  }
}

function json(url: string, by: Sender, value?: unknown, headers: Record<string, string> = {}): Promise<Answer | null> {
  return ask(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${by.token}`, 'x-forwarded-for': by.network, ...(value !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(value !== undefined && { body: JSON.stringify(value) }),
  })
}

/** What a browser says of itself. */
export function asBrowser(url: string, { cookie, network }: Sender): Record<string, string> {
  return { cookie, origin: url, 'x-forwarded-for': network }
}

/** Sends an act, for the first time or again, and notes what came of it. */
export async function carry(act: Act): Promise<Act> {
  const answer = await act.send()
  act.status = answer?.status ?? 0
  act.outcome = !answer || answer.status >= 500 ? 'unknown' : answer.status < 400 ? 'acknowledged' : 'refused'
  if (answer?.body.startsWith('{')) act.said = JSON.parse(answer.body)
  return act
}

const fresh = { about: '', outcome: 'unknown', status: 0, said: {} } as const

/** A reply by the API, under a key of its own. */
export function replyByToken(url: string, by: Sender, { slug }: Essay, canary: string, body: string, parentId: string | null = null): Act {
  const key = randomUUID()
  return { ...fresh, kind: 'reply', canary, by, url, send: () => json(`${url}/api/v1/posts/${slug}/comments`, by, { body, ...(parentId && { parentId }) }, { 'idempotency-key': key }) }
}

/** A reply by the form of the page; null where the page could not be had. */
export async function replyByForm(url: string, by: Sender, { slug }: Essay, canary: string, body: string): Promise<Act | null> {
  const page = await ask(`${url}/posts/${slug}`, { headers: asBrowser(url, by) })
  if (page?.status !== 200) return null
  // Where the writer has said something before, the page has forms for that too.
  const form = fillForm(page.body, 'parentId', { body })
  return { ...fresh, kind: 'reply', canary, by, url, send: () => ask(`${url}/posts/${slug}`, { method: 'POST', headers: asBrowser(url, by), body: form }) }
}

/** Another text for a comment of one's own, by the form of the page; null where the page has none for it any more. */
export async function editByForm(url: string, by: Sender, { slug }: Essay, about: string, canary: string, body: string): Promise<Act | null> {
  const address = `${url}/posts/${slug}?edit=${about}`
  const page = await ask(address, { headers: asBrowser(url, by) })
  if (page?.status !== 200 || !page.body.includes(`name="commentId" value="${about}"`)) return null
  const form = fillForm(page.body, 'commentId', { commentId: about, body })
  return { ...fresh, kind: 'edit', about, canary, by, url, send: () => ask(address, { method: 'POST', headers: asBrowser(url, by), body: form }) }
}

/** A decision about an item in the version that was read. */
export function decision(url: string, by: Sender, about: string, verdict: { itemId: string; version: number; action: string }): Act {
  const { itemId, version, action } = verdict
  const reason = action === 'approve' ? {} : { reason: 'off-topic' }
  return { ...fresh, kind: 'decision', canary: '', by, url, about, verdict, send: () => json(`${url}/api/v1/moderation/items/${itemId}/decisions`, by, { action, version, ...reason }) }
}

/** Takes a decision back. */
export function undo(url: string, by: Sender, about: string, undoes: string): Act {
  return { ...fresh, kind: 'undo', canary: '', by, url, about, undoes, send: () => json(`${url}/api/v1/moderation/decisions/${undoes}/undo`, by) }
}
