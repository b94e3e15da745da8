import { randomUUID } from 'node:crypto'
import { ask } from '#lib/ask.ts'
import { runCommand } from '#lib/command.ts'
import type { Command } from '#lib/command.ts'
import { postReply } from '#lib/comments/post-reply.ts'
import { mutedAmong } from '#lib/comments/read-muted-comments.ts'
import { readPlace } from '#lib/comments/read-place.ts'
import { readThread } from '#lib/comments/read-thread.ts'
import { topLevelPerPage } from '#lib/comments/thread-part.ts'
import type { ThreadAsk } from '#lib/comments/thread-part.ts'
import { noteVisit } from '#lib/comments/visits/note-visit.ts'
import { readNextNew } from '#lib/comments/visits/read-next-new.ts'
import { encodeCursor } from '#lib/cursor.ts'
import { reader } from '#lib/database.ts'
import { continueBulk } from '#lib/moderation/bulk/continue-bulk.ts'
import { readGroups } from '#lib/moderation/bulk/read-groups.ts'
import { startBulk } from '#lib/moderation/bulk/start-bulk.ts'
import { undoBulk } from '#lib/moderation/bulk/undo-bulk.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { readPrecedents } from '#lib/moderation/decisions/read-precedents.ts'
import { readModerable } from '#lib/moderation/decisions/read-moderable.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { queueFilter } from '#lib/moderation/desk/queue-filter.ts'
import { readDesk } from '#lib/moderation/desk/read-desk.ts'
import { readQueue } from '#lib/moderation/desk/read-queue.ts'
import { readLog } from '#lib/moderation/log/read-log.ts'
import { rehearseWaiting } from '#lib/moderation/rules/rehearse-rules.ts'
import { saveRule } from '#lib/moderation/rules/save-rule.ts'
import { startRehearsal } from '#lib/moderation/rules/start-rehearsal.ts'
import { saidOfThread } from '#lib/notices/read-words.ts'
import { mute } from '#lib/people/mute.ts'
import { changeSetting } from '#lib/settings/change-setting.ts'
import { randomFrom } from '#lib/samples/sample-random.ts'
import { sampleComment } from '#lib/samples/sample-texts.ts'
import { writeSamples } from '#lib/samples/write-samples.ts'
import type { SampleSize } from '#lib/samples/write-samples.ts'
import { readSearch } from '#lib/search/read-search.ts'
import { searchFilter } from '#lib/search/search-filter.ts'
import type { Outcome } from '#lib/refusal.ts'
import { anonymous, operator } from '#lib/viewer.ts'
import type { SignedIn, Viewer } from '#lib/viewer.ts'
import type { z } from 'zod'
import { readVisit } from '../comments/visits/read-visit.ts'
import { siteOperations } from './large/site-operations.ts'

/** What is measured. Each does one thing that people wait for, on the database of its process. */
export const operations = {
  'the queue, first page': () => queue({}),
  'the queue, a page in the middle': async () => queue({ after: await middle() }),
  'the desk, one card at a time': () => desk('one'),
  'the desk, as a list': () => desk('list'),
  'filtered by kind': () => queue({ kind: 'comment' }),
  'filtered by rule': () => queue({ rule: 'banned-words' }),
  'filtered by post': async () => queue({ post: await postSlug() }),
  'filtered by person': () => queue({ person: 'sample-yorick' }),
  'filtered by guest': async () => queue({ person: `guest:${await guestId()}` }),
  'filtered by host': () => queue({ host: 'lucky-reels.example' }),
  'filtered by a rare host': () => queue({ host: 'nobody-links-here.example' }),
  'filtered by rule and post': async () => queue({ rule: 'banned-words', post: await postSlug() }),
  'searched for a rare word': () => queue({ q: 'zanzibar' }),
  'searched for a common word': () => queue({ q: 'window' }),
  'like texts decided before': async () => valueOf(await readPrecedents(await moderator(), await someItem())),
  'the log, first page': async () => valueOf(await readLog(await moderator())),
  'groups of people': async () => valueOf(await readGroups(await moderator(), 'people')),
  'groups of hosts': async () => valueOf(await readGroups(await moderator(), 'hosts')),
  'one decision': decideOldest,
  'one decision taken back': undoLast,
  'one submission': submit,
  'a thread, first page': () => thread({}),
  'a thread, a page in the middle': async () => thread({ page: Math.ceil((await longestThread()).pages / 2) }),
  'a thread, newest first': () => thread({ order: 'newest' }),
  'a thread, by time': () => thread({ order: 'oldest' }),
  'a thread, what was said deepest': async () => thread((await readPlace((await longestThread()).deepest, anonymous)) ?? {}),
  'a thread, a branch': async () => thread({ branch: (await longestThread()).branch }),
  'a thread, to a reader with comments in it, a visit, and somebody muted': async () => thread({}, await returningReader()),
  'a thread, newest first, to this reader': async () => thread({ order: 'newest' }, await returningReader()),
  'a thread, the next new one of this reader': async () => readNextNew((await longestThread()).slug, await returningReader(), longAgo, (await longestThread()).middle),
  'a thread, to a moderator': async () => thread({}, await moderatorOfHidden()),
  'a thread, newest first, to a moderator': async () => thread({ order: 'newest' }, await moderatorOfHidden()),
  'a search for a rare word': async () => valueOf(await readSearch(searchFilter({ q: 'zanzibar' }))),
  'a search for a word of every second text': async () => valueOf(await readSearch(searchFilter({ q: 'window' }))),
  'a search, newest first': async () => valueOf(await readSearch(searchFilter({ q: 'window', order: 'newest' }))),
  ...siteOperations,
} satisfies Record<string, () => Promise<unknown>>

export type OperationName = keyof typeof operations

/** What a reader waits for, under the essay that was talked about most. */
export const ofThreads = [
  'a thread, first page', 'a thread, a page in the middle', 'a thread, newest first', 'a thread, by time', 'a thread, what was said deepest', 'a thread, a branch',
  'a thread, to a reader with comments in it, a visit, and somebody muted', 'a thread, newest first, to this reader', 'a thread, the next new one of this reader',
  'a thread, to a moderator', 'a thread, newest first, to a moderator',
] as const satisfies OperationName[]

/** What a reader waits for who looks for something, however much was said. */
export const ofSearch = ['a search for a rare word', 'a search for a word of every second text', 'a search, newest first'] as const satisfies OperationName[]

/** What is done once to a database before or instead of measuring. @returns milliseconds of the part that counts */
export const chores = {
  seed: async (size: SampleSize) => {
    await writeSamples(size, () => {})
    return 0
  },
  /** What a new site shows to try things out: essays, works, series, conversations. */
  demo: async (_: object) => {
    const { loadDemo } = await import('../../prisma/demo/load.ts')
    await loadDemo()
    return 0
  },
  /** What a reader's first request of the day would wait for. */
  'fill word list': async ({ words }: { words: number }) => {
    const value = Array.from({ length: words }, (_, index) => `forbidden${index.toString(36)} phrase`)
    return timed(() => carryOut(changeSetting, operator, { key: 'screening.banned-words', value }))
  },
  rehearse: async (_: object) => {
    const by = await moderator()
    const saved = await carryOut(saveRule, by, {
      kind: 'words', name: `A rule for measuring ${randomUUID().slice(0, 6)}`, severity: 'hold', settings: { phrases: 'casino bonus\nreplica watches\nwindow' },
    })
    return timed(async () => {
      await carryOut(startRehearsal, by, { ruleId: saved.ruleId, version: saved.version })
      await rehearseWaiting()
    })
  },
  bulk: async ({ size }: { size: number }) => {
    const rows = await reader().reviewItem.findMany({ where: { state: 'waiting', kind: 'comment' }, orderBy: { submittedAt: 'asc' }, take: size, select: { id: true, version: true } })
    return timed(async () => {
      const { bulkId } = await carryOut(startBulk, await moderator(), { action: 'approve', items: rows.map(({ id, version }) => ({ itemId: id, version })) })
      lastBulk = bulkId
      await continueBulk(bulkId)
    })
  },
  'undo bulk': async (_: object) => timed(async () => {
    const { bulkId } = await carryOut(undoBulk, await moderator(), { bulkId: lastBulk })
    await continueBulk(bulkId)
  }),
} satisfies Record<string, (given: never) => Promise<number>>

let lastBulk = ''
const decided: string[] = []
const known: { moderator?: SignedIn; reader?: SignedIn; returning?: SignedIn; hidden?: Promise<void>; middle?: string; item?: string; post?: string; guest?: string; thread?: LongThread } = {}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function queue(options: Parameters<typeof readQueue>[1]) {
  return valueOf(await readQueue(await moderator(), options))
}

async function desk(mode: 'one' | 'list') {
  return valueOf(await readDesk(await moderator(), { filter: queueFilter(), after: '', item: '', mode }))
}

/** With all that a page of it knows of its viewer besides. @returns how many comments it shows */
async function thread(asked: Partial<ThreadAsk>, viewer: Viewer = anonymous): Promise<number> {
  const { post } = await longestThread()
  const page = await readThread(post, viewer, { order: 'thread', page: 1, branch: '', after: '', ...asked })
  if (!page) throw new Error('There is no such page of the thread.')
  if (!viewer.id) return page.entries.length
  await readVisit(post.id, viewer, new Date())
  await ask(saidOfThread(viewer, post.id))
  await ask(mutedAmong(viewer, page.entries.map(({ id }) => id)))
  await readModerable(viewer, page.entries.filter(({ kind }) => kind === 'hidden').map(({ id }) => id), new Date())
  return page.entries.length
}

/** Before any sample was written. */
const longAgo = new Date(0)

/** A reader who wrote every twentieth comment or so, was here before most was approved, and mutes somebody. */
async function returningReader(): Promise<SignedIn> {
  if (known.returning) return known.returning
  const person = await someReader()
  const { slug, post } = await longestThread()
  const other = await reader().publishedComment.findFirstOrThrow({ where: { postId: post.id, authorHandle: { not: person.handle } }, select: { authorHandle: true } })
  await carryOut(mute, person, { handle: other.authorHandle ?? '', muted: 'yes' })
  const [first] = await reader().publishedComment.findMany({ where: { postId: post.id }, orderBy: { publishedAt: 'asc' }, take: 1, select: { publishedAt: true } })
  await carryOut(noteVisit, person, { slug, shown: (first?.publishedAt ?? new Date()).toISOString() })
  return (known.returning = person)
}

/** A few comments of the thread were taken down; not so many that a short one is another for it. */
async function moderatorOfHidden(): Promise<SignedIn> {
  const person = await moderator()
  const { post } = await longestThread()
  known.hidden ??= (async () => {
    const rows = await reader().$queryRaw<{ id: string; version: number }[]>`
      SELECT i.id, i.version FROM comment c JOIN review_item i ON i.comment_id = c.id AND i.kind = 'comment'
      WHERE c.post_id = ${post.id}::uuid AND c.state = 'published' AND c.depth > 0 ORDER BY c.depth, c.path LIMIT 3`
    for (const { id, version } of rows) await carryOut(decide, person, { itemId: id, version, action: 'hide', reasonCode: 'off-topic' })
  })()
  await known.hidden
  return person
}

type LongThread = { slug: string; post: Parameters<typeof readThread>[0]; pages: number; deepest: string; middle: string; branch: string }

async function longestThread(): Promise<LongThread> {
  if (known.thread) return known.thread
  const post = await reader().publishedPost.findFirstOrThrow({
    orderBy: { commentCount: 'desc' }, select: { id: true, slug: true, kind: true, listed: true, commentCount: true, topLevelCount: true },
  })
  const one = async (orderBy: { depth: 'desc' } | { path: 'asc' }, where = {}, skip = 0) =>
    reader().publishedComment.findFirstOrThrow({ where: { postId: post.id, ...where }, orderBy, skip, select: { id: true, rootId: true } })
  const deepest = await one({ depth: 'desc' })
  const middle = await one({ path: 'asc' }, {}, Math.floor(post.commentCount / 2))
  return (known.thread = { slug: post.slug, post, pages: Math.max(1, Math.ceil(post.topLevelCount / topLevelPerPage)), deepest: deepest.id, middle: middle.id, branch: deepest.rootId })
}

async function decideOldest() {
  const [item] = await reader().$queryRaw<{ id: string; version: number }[]>`
    SELECT id, version FROM review_item WHERE state = 'waiting' ORDER BY submitted_at, id LIMIT 1`
  decided.push((await carryOut(decide, await moderator(), { itemId: item?.id ?? '', version: item?.version ?? 0, action: 'approve' })).decisionId)
}

async function undoLast() {
  await carryOut(undoDecision, await moderator(), { decisionId: decided.pop() ?? '' })
}

async function submit() {
  const body = `${sampleComment(randomFrom(Math.floor(Math.random() * 1e9)))}\n\n${randomUUID()}`
  await carryOut(postReply, await someReader(), { slug: await postSlug(), body, idempotencyKey: randomUUID() })
}

async function moderator() {
  return (known.moderator ??= await personCalled('sample-desk'))
}

async function someReader() {
  return (known.reader ??= await personCalled('sample-luz'))
}

async function personCalled(handle: string): Promise<SignedIn> {
  const person = await reader().person.findUniqueOrThrow({ where: { handle }, select: { id: true, handle: true, name: true, role: true } })
  return { ...person, suspended: false, emailVerified: true }
}

async function middle(): Promise<string> {
  if (known.middle !== undefined) return known.middle
  const [item] = await reader().$queryRaw<{ at: Date; id: string }[]>`
    SELECT submitted_at AS at, id FROM review_item WHERE state = 'waiting' ORDER BY submitted_at, id
    OFFSET (SELECT count(*) / 2 FROM review_item WHERE state = 'waiting') LIMIT 1`
  return (known.middle = encodeCursor(item ?? { at: new Date(0), id: '' }))
}

/** One that was sent like others before, of a known reader and without links. */
async function someItem(): Promise<string> {
  if (known.item !== undefined) return known.item
  const [item] = await reader().$queryRaw<{ id: string }[]>`
    SELECT id FROM review_item WHERE state = 'waiting' AND link_hosts = '{}' ORDER BY submitted_at, id LIMIT 1`
  return (known.item = item?.id ?? '')
}

async function postSlug(): Promise<string> {
  return (known.post ??= (await reader().post.findFirstOrThrow({ orderBy: { createdAt: 'asc' }, select: { slug: true } })).slug)
}

async function guestId(): Promise<string> {
  return (known.guest ??= (await reader().guest.findFirstOrThrow({ orderBy: { name: 'asc' }, select: { id: true } })).id)
}

async function carryOut<Schema extends z.ZodType, Loaded, Value>(definition: Command<Schema, Loaded, Value>, viewer: Viewer, input: z.input<Schema>): Promise<Value> {
  return valueOf(await runCommand(definition, viewer, input))
}

function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.value
}
