import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { Pool } from 'pg'
import type { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { triesByDatabase } from '#lib/count-tries.ts'
import { env } from '#lib/env.ts'
import { impatientClient } from '#lib/impatient-client.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

type Limit = { points: number; seconds: number; why: string; sentence: string }

const minutes = 60
const hours = 3600

/** Every limit on how often, with its reason and what the person reads. `{wait}` becomes the time until the next try. */
const limits = {
  'sign-in-network': {
    points: 25, seconds: 5 * minutes,
    why: 'One machine trying many accounts. Successes are given back, so an office behind one address is not locked out.',
    sentence: 'There were too many tries from your network. Please try again {wait}.',
  },
  'sign-in-account': {
    points: 10, seconds: hours,
    why: 'Many machines trying one account, by the name that was typed, whether it exists or not. A link by mail is not counted here.',
    sentence: 'There were too many tries for this account. Please try again {wait}, or have a sign-in link sent to you.',
  },
  'sign-in-person': {
    points: 10, seconds: hours,
    why: 'The same, whichever name was typed. Going over it looks like a wrong password: else handle and address could be told to belong together.',
    sentence: '',
  },
  'sign-up-network': {
    points: 60, seconds: hours,
    why: 'Accounts made by a machine. A class that signs up together still fits, and a form that was refused is not counted.',
    sentence: 'Many accounts were made from your network just now. Please try again {wait}.',
  },
  'mail-address': {
    points: 5, seconds: 30 * minutes,
    why: 'Nobody gets flooded with sign-in links that they did not ask for. As long as a link lives, so that whoever cannot have one has one in the mailbox that works.',
    sentence: 'Several mails were asked for with this address just now. Please look in your mailbox, or try again {wait}.',
  },
  'proof-address': {
    points: 5, seconds: hours,
    why: 'The same for mail that asks whether an address is somebody’s. It lets nobody in, so it uses up no sign-in link of whoever has the address.',
    sentence: 'Several mails were asked for with this address just now. Please look in your mailbox, or try again {wait}.',
  },
  'mail-network': {
    points: 60, seconds: hours,
    why: 'One machine having mail sent to many.',
    sentence: 'Many mails were asked for from your network just now. Please try again {wait}.',
  },
  'link-network': {
    points: 50, seconds: 5 * minutes,
    why: 'Guessing links. They hold 256 random bits, so this only saves work.',
    sentence: 'Many links were tried from your network just now. Please try again {wait}.',
  },
  'password-change': {
    points: 10, seconds: hours,
    why: 'Somebody at an open browser guessing the present password.',
    sentence: 'There were too many tries. Please try again {wait}, or sign in by a link and choose a new password then.',
  },
  reply: {
    points: 20, seconds: 10 * minutes,
    why: 'Nobody writes twenty considered replies in ten minutes.',
    sentence: 'That was a lot of replies in a short time. Your text is still here; please send it {wait}.',
  },
  'reply-again': {
    points: 100, seconds: 10 * minutes,
    why: 'A form that is sent again and again: no new reply, but work all the same.',
    sentence: 'This was sent many times. It is here already; please look again {wait}.',
  },
  report: {
    points: 20, seconds: hours,
    why: 'Reports are read by people. Somebody who goes through a whole bad thread still gets through it.',
    sentence: 'You have reported a lot in a short time. What you wrote is still here; please send it {wait}.',
  },
  proposal: {
    points: 60, seconds: hours,
    why: 'Suggestions are read by people one by one. Somebody who fills in a whole page of facts still gets through it.',
    sentence: 'You have suggested a lot in a short time. What you wrote is still here; please send it {wait}.',
  },
  'case-words': {
    points: 20, seconds: hours,
    why: 'Appeals, and what is said in them, are read by people one by one.',
    sentence: 'You have written a lot to the moderators just now. Your words are still here; please send them {wait}.',
  },
  draft: {
    points: 300, seconds: 10 * minutes,
    why: 'A form saves every few seconds while somebody types, from two windows perhaps. What is not saved stays in the form.',
    sentence: 'This was saved very often just now. Your text is still here; it is kept again {wait}.',
  },
  preview: {
    points: 1200, seconds: 10 * minutes,
    why: 'A preview is made anew whenever somebody pauses while they type, some 30 ms of work each.',
    sentence: 'The preview was made very often just now. It goes on {wait}; what you write is saved all the same.',
  },
  'post-password-network': {
    points: 20, seconds: 10 * minutes,
    why: 'One machine trying passwords of essays. Right ones are given back, so a class that was given one gets in.',
    sentence: 'Many passwords were tried from your network just now. Please try again {wait}.',
  },
  'post-password': {
    points: 100, seconds: hours,
    why: 'Many machines trying the password of one essay. Right ones are given back, so that a newsletter can hand it out.',
    sentence: 'Many passwords were tried for this essay just now. Please try again {wait}.',
  },
  upload: {
    points: 60, seconds: 10 * minutes,
    why: 'Each image is written anew in several sizes, which takes a second of the processor. All stills of a long essay fit.',
    sentence: 'You have sent many images just now. Please send the next one {wait}.',
  },
  'own-data': {
    points: 10, seconds: hours,
    why: 'A file of everything reads a lot, and is the same a minute later.',
    sentence: 'You have taken your data along several times just now. Please try again {wait}.',
  },
  'search-network': {
    points: 300, seconds: 5 * minutes,
    why: 'Searches share four connections. A school that looks things up fits; a machine that searches for all that there is does not.',
    sentence: 'Many searches came from your network just now. Please search again {wait}.',
  },
  'find-network': {
    points: 600, seconds: 5 * minutes,
    why: 'A name that is typed is looked up at every pause, and each time all titles are read. A class that writes about films fits.',
    sentence: 'Many works were looked up from your network just now. The address of a page can be given instead, or please look again {wait}.',
  },
  follow: {
    points: 120, seconds: 10 * minutes,
    why: 'Following, and muting, keeps a row for each thing that there is to follow. Somebody who goes through a long list of them still gets through it.',
    sentence: 'You have changed what you hear of many times just now. Nothing was lost; please go on {wait}.',
  },
  visit: {
    points: 600, seconds: 10 * minutes,
    why: 'Each page of a thread says that it is read, and says so again when it is left. Many open tabs fit.',
    sentence: 'Many pages of conversations were opened just now. What is new in them is noted again {wait}.',
  },
  'carry-network': {
    points: 60, seconds: 10 * minutes,
    why: 'Texts of strangers kept while they sign in, with room for a classroom.',
    sentence: 'Many people from your network are signing in with a text just now. Yours is still here; please try again {wait}, or sign in in another tab and send it from this one.',
  },
  profile: {
    points: 30, seconds: 10 * minutes,
    why: 'Each saving prepares a text and empties what others see of it.',
    sentence: 'You have saved this many times just now. Nothing was lost; please save again {wait}.',
  },
  'reply-network': {
    points: 60, seconds: 10 * minutes,
    why: 'The same person with several accounts, with room for a classroom.',
    sentence: 'There were many replies from your network just now. Your text is still here; please send it {wait}.',
  },
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof limits

/**
 * Counts one try against a limit, in the database, so that restarts and other processes count along.
 * @param key who tries, or what is tried: a person's id, an address on the network, a name typed. Stored as a digest only
 * @returns null when within the limit, else the refusal with the time to wait
 * @throws when the database cannot be reached; nothing is let through uncounted
 */
export async function takeLimit(name: LimitName, key: string): Promise<Refusal | null> {
  try {
    await limiter(name).consume(storedKey(name, key))
    return null
  } catch (error) {
    if (isOver(error)) return refuseUntil(limits[name], Math.ceil(error.msBeforeNext / 1000))
    throw error
  }
}

/**
 * Told by its shape: the counter may have been made by another copy of this file (Next bundles it more than once), whose
 * class is another one.
 */
function isOver(error: unknown): error is Pick<RateLimiterRes, 'msBeforeNext'> {
  return typeof error === 'object' && error !== null && !(error instanceof Error) && 'msBeforeNext' in error && typeof error.msBeforeNext === 'number'
}

/** Takes several limits, all of them, and answers with the first refusal. */
export async function takeLimits(keys: readonly (readonly [LimitName, string])[]): Promise<Refusal | null> {
  const answers = await Promise.all(keys.map(([name, key]) => takeLimit(name, key)))
  return answers.find((answer) => answer !== null) ?? null
}

/** Gives one try back: it turned out to be no guess. */
export async function giveBack(name: LimitName, key: string): Promise<void> {
  await limiter(name).reward(storedKey(name, key))
}

/** The part of an address on the network that one household has: an IPv4 address, or the /64 of an IPv6 one. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  if (!isIPv6(address)) return address
  const groups = expandIPv6(address.split('%')[0] ?? address)
  return `${groups.slice(0, 4).join(':')}::/64`
}

function expandIPv6(address: string): string[] {
  const [head = '', tail = ''] = address.toLowerCase().split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail.split(':').filter(Boolean)
  const missing = address.includes('::') ? Math.max(0, 8 - before.length - after.length) : 0
  return [...before, ...Array<string>(missing).fill('0'), ...after].map((group) => group.replace(/^0+(?=.)/, ''))
}

function refuseUntil({ sentence }: Limit, retryAfterSeconds: number): Refusal {
  return refuse('too-many', sentence.replace('{wait}', waitInWords(retryAfterSeconds)), { retryAfterSeconds })
}

function waitInWords(seconds: number): string {
  if (seconds <= 60) return 'in a minute'
  const count = Math.ceil(seconds / 60)
  return count < 60 ? `in ${count} minutes` : 'in an hour'
}

/** Addresses and names typed at the door are nobody's business afterwards. */
function storedKey(name: LimitName, key: string): string {
  return createHash('sha256').update(`${name}\n${key}`).digest('hex')
}

/** Next bundles this file more than once; one process still has one small pool for counting. */
const shared = globalThis as typeof globalThis & { afterwordLimits?: { pool: Pool; limiters: Map<LimitName, RateLimiterPostgres> } }

function limiter(name: LimitName): RateLimiterPostgres {
  const { pool, limiters } = (shared.afterwordLimits ??= { pool: openPool(), limiters: new Map() })
  const known = limiters.get(name)
  if (known) return known
  const { points, seconds } = limits[name]
  const made = triesByDatabase(pool, { name, points, seconds })
  limiters.set(name, made)
  return made
}

/** In milliseconds: what counting one try may take. */
const patience = 2_000

function openPool(): Pool {
  // Nobody waits for the disk: should the database's machine die, the tries of its last half second are not counted.
  const options = `-c statement_timeout=${patience} -c lock_timeout=${patience} -c synchronous_commit=off`
  const pool = new Pool({ connectionString: env().DATABASE_URL, max: 3, min: 1, idleTimeoutMillis: 300_000, allowExitOnIdle: true, keepAlive: true, connectionTimeoutMillis: 10_000, options, Client: impatientClient(patience) })
  // A connection that the database ends while it rests is replaced at the next try.
  pool.on('error', () => {})
  return pool
}

/** Ends the connections that count. */
export async function closeLimits(): Promise<void> {
  const open = shared.afterwordLimits
  delete shared.afterwordLimits
  await open?.pool.end()
}
