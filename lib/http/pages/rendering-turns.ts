import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { networkOf } from '#lib/limits.ts'
import { Turns } from '../turns.ts'

/**
 * Pages are made by one processor, so more of them at a time are no sooner made, only each holds what it has read and written so far:
 * some ten megabytes for a long thread. So many keep it busy while some of them wait for the database.
 */
const atOnce = 6

/** Who would wait longer than this is told to come back, in milliseconds: browsers and proxies wait for half a minute. */
const patience = 15_000

/** What they wait with is a connection each and no more. */
const mostWaiting = 300

/** In milliseconds. What takes longer waits for a slow reader or a database, and not for the processor. */
export const longestTurn = 3_000

const turns = new Turns({ atOnce, mostWaiting, patience, longest: longestTurn })

/**
 * What is sent waits for no page, and not for what others send from elsewhere: but whoever sends a thousand forms at once has a thousand pages made about them. So many more
 * than pages, as some wait for locks of the database.
 */
const sending = new Turns({ atOnce: 24, mostWaiting: 600, patience, longest: longestTurn })

/** Files cost little, but hundreds of them at once keep everybody waiting who needs the processor more than once. What takes longer than this waits for a slow reader, in milliseconds. */
const passing = new Turns({ atOnce: 24, mostWaiting: 600, patience, longest: 250 })

/** No page waits longer than this for what was sent, in milliseconds: a decision takes a fraction of it. */
const longestForSent = 100

/** What was sent and is being done. */
const sent = new Set<Promise<unknown>>()

/** Files that are only passed on, and what is told for as long as somebody listens. */
const passedOn = /^\/(_next|media)\/|^\/moderation\/live(\?|$)/

/** Whether the answer to this is made, which takes room. */
export function isMade({ url = '' }: IncomingMessage): boolean {
  return !passedOn.test(url)
}

/** Waits for the turn of what was sent to be done. @returns as for a page */
export function takeSendingTurn(gone: AbortSignal, from: string): Promise<(() => void) | null> {
  return sending.take(gone, networkOf(from))
}

/** Waits for the turn of a file that is only passed on. @returns as for a page */
export function takePassingTurn(gone: AbortSignal, from: string): Promise<(() => void) | null> {
  return passing.take(gone, networkOf(from))
}

/**
 * Does what somebody sent before any page for everybody, that is wanted meanwhile, begins to be made. A page takes the processor for tens of milliseconds, and what is sent is
 * what makes pages stale: whoever decides would wait for the pages that others ask for because it is decided. Pages for whoever asks do not wait: an action of
 * the framework asks for one of them itself, and is done when it has it.
 */
export function beforePages(work: () => Promise<void>): Promise<void> {
  const done = work().finally(() => sent.delete(done))
  sent.add(done)
  return done
}

/**
 * Waits for the turn of a page to be made for whoever asks.
 * @param from the network address of whoever wants it
 * @returns a function that says that it is made; null where it was no turn of theirs in time
 */
export function takeRenderingTurn(gone: AbortSignal, from: string): Promise<(() => void) | null> {
  return turns.take(gone, networkOf(from))
}

/** The same for a page that is made for all who wait for it, as one of them: not before what was sent is done. */
export async function takeSharedTurn(gone: AbortSignal, from: string): Promise<(() => void) | null> {
  const leave = await turns.take(gone, networkOf(from), true)
  if (leave && sent.size > 0) await Promise.race([Promise.allSettled(sent), sleep(longestForSent, undefined, { ref: false })])
  return leave
}
