import { setTimeout as sleep } from 'node:timers/promises'
import { pick } from '#lib/samples/sample-random.ts'
import type { Random } from '#lib/samples/sample-random.ts'
import { ask, carry, decision, editByForm, newCanary, replyByForm, replyByToken, undo } from './acts.ts'
import type { Act } from './acts.ts'
import type { Essay, Sender } from './stage.ts'

/** Who acts in a round, where, and until when. */
export type Streaming = {
  random: Random
  /** Whom they ask: one server, or one of several. */
  urls: string[]
  essay: Essay
  writers: Sender[]
  moderators: Sender[]
  /** Stands in every text of this round, and in no other: a search for it finds all of them. */
  word: string
  over: () => boolean
  /** Is told when something was taken for the first time. */
  onTaken: () => void
}

/** A stream that runs until it is cut at some moment. */
export type Running = { acts: Promise<Act[]>; /** Settles when something was taken. */ taken: Promise<void>; cut: () => void }

/** Lets people write and moderators decide from now on. */
export function beginStream(streaming: Omit<Streaming, 'over' | 'onTaken'>): Running {
  let over = false
  const { promise: taken, resolve: onTaken } = Promise.withResolvers<void>()
  const acts = stream({ ...streaming, over: () => over, onTaken })
  return { acts, taken, cut: () => void (over = true) }
}

/** In milliseconds: a moment between nothing and so much later. One in four counts from the beginning, the others from when something was taken. */
export async function someMoment(random: Random, { taken }: Running, longest: number): Promise<void> {
  if (random() < 0.75) await Promise.race([taken, sleep(20_000)])
  await sleep(random() * longest)
}

/** As many as may wait of somebody who is new here. */
const textsEach = 3

/** Writers write and change what they wrote, moderators decide and take back, all at once, until it is over. @returns everything that was sent */
async function stream(streaming: Streaming): Promise<Act[]> {
  const acts: Act[] = []
  const send = async (act: Act | null) => {
    if (!act || streaming.over()) return null
    acts.push(act)
    await carry(act)
    if (act.outcome === 'acknowledged') streaming.onTaken()
    return act
  }
  const tasks = [...streaming.writers.map((each) => write(streaming, each, send)), ...streaming.moderators.map((each) => moderate(streaming, each, send))]
  await Promise.all(tasks)
  return acts
}

type Send = (act: Act | null) => Promise<Act | null>

async function write(streaming: Streaming, by: Sender, send: Send) {
  const { random, urls, essay, over } = streaming
  for (let text = 0; text < textsEach && !over(); text++) {
    const canary = newCanary(random)
    const url = pick(random, urls)
    const sent = await send(random() < 0.5 ? replyByToken(url, by, essay, canary, wordsOf(streaming, canary)) : await replyByForm(url, by, essay, canary, wordsOf(streaming, canary)))
    const id = sent?.outcome === 'acknowledged' ? await findOwn(streaming, sent) : ''
    if (id && random() < 0.6) {
      const other = newCanary(random)
      await send(await editByForm(pick(random, urls), by, essay, id, other, wordsOf(streaming, other)))
    }
  }
}

/** A text of some length, in two paragraphs. */
function wordsOf({ random, word }: Streaming, canary: string): string {
  const filling = 'There is more to be said about the lamp in the last scene, and about who puts it out. '.repeat(1 + Math.floor(random() * 12))
  return `The ${word} of ${canary}.\n\n${filling}`
}

/** The answer to a form names no id, so its writer looks at where it waits. */
async function findOwn({ urls, essay }: Streaming, { by, said, canary }: Act): Promise<string> {
  if (typeof said.id === 'string') return said.id
  const page = await ask(`${urls[0]}/posts/${essay.slug}`, { headers: { cookie: by.cookie } })
  const at = page?.body.indexOf(canary) ?? -1
  return at < 0 ? '' : (/[?&](?:amp;)?edit=([\da-f-]{36})/.exec(page?.body.slice(at) ?? '')?.[1] ?? '')
}

type Waiting = { id: string; version: number; actions: string[]; subject: { id: string } }

async function moderate({ random, urls, essay, over }: Streaming, by: Sender, send: Send) {
  while (!over()) {
    const url = pick(random, urls)
    const queue = await ask(`${url}/api/v1/moderation/queue?post=${essay.slug}`, { headers: { authorization: `Bearer ${by.token}`, 'x-forwarded-for': by.network } })
    const items: Waiting[] = queue?.status === 200 ? JSON.parse(queue.body).items : []
    if (items.length === 0) {
      await sleep(20)
      continue
    }
    const { id: itemId, version, subject } = pick(random, items)
    const action = random() < 0.6 ? 'approve' : 'reject'
    const decided = await send(decision(url, by, subject.id, { itemId, version, action }))
    if (decided?.outcome === 'acknowledged' && random() < 0.4) await goOn(url, by, decided, random, send)
  }
}

/** What was just decided is taken back, or what was approved is hidden again. */
async function goOn(url: string, by: Sender, { about, verdict, said }: Act, random: Random, send: Send) {
  if (verdict?.action === 'approve' && random() < 0.4) await send(decision(url, by, about, { itemId: verdict.itemId, version: Number(said.version), action: 'hide' }))
  else await send(undo(url, by, about, String(said.decisionId)))
}
