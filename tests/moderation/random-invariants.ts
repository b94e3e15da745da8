import pg from 'pg'
import { expect } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { publicReader, reader } from '#lib/database.ts'
import { env } from '#lib/env.ts'
import { commentProofs } from '#lib/integrity/comment-proofs.ts'
import { deskProofs } from '#lib/integrity/desk-proofs.ts'
import { workProofs } from '#lib/integrity/work-proofs.ts'
import { logProofs, proveEnd } from '#lib/integrity/log-proofs.ts'
import { publishingProofs } from '#lib/integrity/publishing-proofs.ts'
import { writingProofs } from '#lib/integrity/writing-proofs.ts'
import { continueBulk } from '#lib/moderation/bulk/continue-bulk.ts'
import { startBulk } from '#lib/moderation/bulk/start-bulk.ts'
import { undoBulk } from '#lib/moderation/bulk/undo-bulk.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { shapeSubject, subjectShape } from '#lib/moderation/decisions/load-subject.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { readQueue } from '#lib/moderation/desk/read-queue.ts'
import { kindModule } from '#lib/moderation/kinds/registry.ts'
import { tellEverybody } from '../jobs/carry-out-jobs.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { readDocument } from '#lib/works/facts/document.ts'
import { ofStage } from './random-steps.ts'
import type { Stage } from './random-steps.ts'

/** What `afterword verify` proves of comments, items, works and the log, in one moment. */
export async function everyProofHolds() {
  await withClient(async (client) => {
    for (const { name, sql } of [...commentProofs, ...deskProofs, ...logProofs, ...workProofs, ...writingProofs, ...publishingProofs]) {
      const { rows } = await client.query<{ about: string }>(`SELECT about FROM (${sql}) proof WHERE wrong LIMIT 3`)
      expect(rows.map(({ about }) => about), name).toEqual([])
    }
    expect(await proveEnd(client)).toMatchObject({ ok: true })
  })
}

async function withClient<Value>(work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Whatever readers see is the text of a published comment that a decision which stands had approved. */
export async function nothingUnapprovedIsSeen({ post, mark }: Stage) {
  const shown = await publicReader().publishedComment.findMany({ where: { postId: post.id }, select: { id: true, html: true, text: true, tombstone: true } })
  const approving = await reader().decision.findMany({
    where: { reviewItem: { postId: post.id }, toState: 'published', undoneBy: null }, select: { commentRevision: { select: { text: true, commentId: true } } },
  })
  const allowed = new Set(approving.map(({ commentRevision }) => `${commentRevision?.commentId} ${canaryOf(commentRevision?.text ?? '', mark)}`))
  for (const { id, html, text, tombstone } of shown) {
    if (tombstone) expect([html, text]).toEqual([null, null])
    else for (const seen of [html, text]) expect(allowed).toContain(`${id} ${canaryOf(seen ?? '', mark)}`)
  }
}

/** Whom readers know goes by a name that was approved and not taken back, or by the one before any. */
export async function namesAreApproved({ people }: Stage) {
  const readers = people.filter(({ role }) => role === 'reader')
  const shown = await reader().person.findMany({
    where: { id: { in: readers.map(({ id }) => id) } }, select: { id: true, name: true, chosenNames: { where: { state: 'published' }, select: { name: true } } },
  })
  for (const { id, name, chosenNames } of shown) expect([readers.find((each) => each.id === id)?.name, ...chosenNames.map((each) => each.name)]).toContain(name)
}

/** What readers see of the work was said by proposals that are approved now; what they see of a sent essay is the text that was approved. */
export async function factsAndEssaysAreApproved({ work, people, began }: Stage) {
  // Whoever takes back what made it takes it from readers.
  const seen = await publicReader().publishedWork.findUnique({ where: { id: work.id }, select: { facts: true } })
  const saying = new Set(Object.values(seen ? readDocument(seen.facts).facts : {}).map(({ proposal }) => proposal ?? ''))
  const states = await reader().proposal.findMany({ where: { id: { in: [...saying] } }, select: { state: true } })
  expect(states.map(({ state }) => state)).toEqual([...saying].map(() => 'published'))
  const sent = await reader().guestPost.findMany({ where: { personId: { in: people.map(({ id }) => id) }, sentAt: { gte: began } }, select: { postId: true, state: true, approvedRevisionId: true } })
  const shown = await publicReader().publishedPost.findMany({ where: { id: { in: sent.map(({ postId }) => postId) } }, select: { id: true, revisionId: true } })
  const approved = sent.filter(({ state }) => state === 'published').map(({ postId, approvedRevisionId }) => `${postId} ${approvedRevisionId}`)
  expect(shown.map(({ id, revisionId }) => `${id} ${revisionId}`).toSorted()).toEqual(approved.toSorted())
}

function canaryOf(text: string, mark: string): string {
  return new RegExp(`${mark}x\\d+x`).exec(text)?.[0] ?? 'no canary'
}

/** Each waiting item stands in the queue, still matters, and there is something that somebody with no part in it can do. */
export async function everythingWaitingIsReachable(stage: Stage, outsider: SignedIn) {
  const waiting = await reader().reviewItem.findMany({ where: { AND: [ofStage(stage), { state: 'waiting' }] }, select: subjectShape })
  const listed = await queued(outsider, {})
  for (const row of waiting) {
    const subject = shapeSubject(row)
    expect(subject, `${row.kind} ${row.id} is about nothing`).not.toBeNull()
    expect(listed.get(row.id)?.length, `${row.kind} ${row.id} cannot be decided`).toBeGreaterThan(0)
    if (subject) expect(kindModule(row.kind).matters(subject), `${row.kind} ${row.id} does not matter any more`).toBe(true)
  }
  const under = await reader().reviewItem.findMany({ where: { postId: stage.post.id, state: 'waiting' }, select: { id: true } })
  expect([...(await queued(outsider, { post: stage.post.slug })).keys()].toSorted()).toEqual(under.map(({ id }) => id).toSorted())
}

/** What the queue lists, with what can be done to each. */
async function queued(outsider: SignedIn, filter: { post?: string }): Promise<Map<string, string[]>> {
  const listed = new Map<string, string[]>()
  for (let after: string | null = ''; after !== null; ) {
    const page = await readQueue(outsider, { ...filter, after, limit: 100 })
    if (!page.ok) throw new Error(page.message)
    for (const item of page.value.items) listed.set(item.id, item.actions)
    after = page.value.next
  }
  return listed
}

/** An edit waits exactly where a published comment has a newer text than the approved one that nobody has judged. */
export async function waitingEditsAreTheNewest({ post }: Stage) {
  const edits = await reader().reviewItem.findMany({
    where: { postId: post.id, kind: 'comment_edit', state: 'waiting' }, select: { id: true, commentRevisionId: true, comment: { select: { currentRevisionId: true, approvedRevisionId: true } } },
  })
  for (const { id, commentRevisionId, comment } of edits) {
    expect(commentRevisionId, `edit ${id} waits with an old text`).toBe(comment?.currentRevisionId)
    expect(commentRevisionId, `edit ${id} waits with the approved text`).not.toBe(comment?.approvedRevisionId)
  }
}

/** What was taken back before anybody was told is never told, and nobody hears of the end of what they never heard of. */
export async function noticesAreTrue({ post, people, clock }: Stage) {
  const notices = await reader().notice.findMany({
    where: { comment: { postId: post.id } },
    select: { id: true, personId: true, kind: true, commentId: true, dueAt: true, cancelledAt: true, decisionId: true, decision: { select: { undoesId: true, undoneBy: { select: { at: true } } } } },
  })
  const named = notices.map(({ personId, kind, commentId, decisionId }) => (decisionId ? `${personId} ${kind} ${decisionId}` : `${personId} ${commentId}`))
  expect(new Set(named).size).toBe(named.length)
  for (const { kind, dueAt, cancelledAt, decision, personId } of notices) {
    const undoneAt = decision?.undoneBy?.at
    if (undoneAt && undoneAt < dueAt && kind !== 'message') expect(cancelledAt, `a ${kind} is told although it was taken back in time`).not.toBeNull()
    if (kind !== 'undone') continue
    const before = notices.filter((other) => other.decisionId === decision?.undoesId && other.personId === personId && other.cancelledAt === null)
    expect(before.length, 'somebody is told of the end of what they were never told').toBeGreaterThan(0)
  }
  const later = new Date(clock.getTime() + 3_600_000)
  await tellEverybody(later)
  const mails = () => reader().mail.count()
  const written = await mails()
  await Promise.all([tellEverybody(later), tellEverybody(later)])
  expect(await mails()).toBe(written)
  expect(await reader().notice.count({ where: { personId: { in: people.map(({ id }) => id) }, mailedAt: null, cancelledAt: null, mailDueAt: { lte: later } } })).toBe(0)
}

/** Everything that a decision can change and an undo must bring back, but for versions, which count what happened. */
async function standing(stage: Stage) {
  const { post, work, people, began } = stage
  const theirs = { personId: { in: people.map(({ id }) => id) }, sentAt: { gte: began } }
  const [comments, items, thread, notices, facts, proposals, sent] = await Promise.all([
    reader().comment.findMany({
      where: { postId: post.id }, orderBy: { id: 'asc' },
      select: { id: true, state: true, shown: true, approvedRevisionId: true, approvedDigest: true, currentRevisionId: true, publishedAt: true, path: true },
    }),
    reader().reviewItem.findMany({
      where: { AND: [ofStage(stage), { kind: { not: 'second_look' } }] }, orderBy: { id: 'asc' },
      select: { id: true, state: true, decidedAt: true, commentRevisionId: true, nameId: true, proposalRevisionId: true, postRevisionId: true, submittedAt: true, linkHosts: true, heldBy: true },
    }),
    reader().thread.findUniqueOrThrow({ where: { postId: post.id }, select: { publishedCount: true, shownTopLevel: true } }),
    reader().notice.findMany({ where: { comment: { postId: post.id }, cancelledAt: null }, orderBy: { id: 'asc' }, select: { id: true, kind: true, personId: true } }),
    publicReader().publishedWork.findUnique({ where: { id: work.id }, select: { facts: true, title: true } }),
    reader().proposal.findMany({ where: { workId: work.id }, orderBy: { id: 'asc' }, select: { id: true, state: true, publishedAt: true, currentRevisionId: true } }),
    reader().guestPost.findMany({
      where: theirs, orderBy: { id: 'asc' },
      select: { id: true, state: true, publishedAt: true, currentRevisionId: true, approvedRevisionId: true, post: { select: { state: true, slug: true, publishedRevisionId: true, publishedAt: true, draftRevisionId: true } } },
    }),
  ])
  return { comments, items, thread, notices, facts, proposals, sent }
}

/**
 * Verdicts that are possible now, given and taken back within the minute, leave everything as it was.
 * @param chosen which of all that are possible, by number
 */
export async function undoIsTheInverse(stage: Stage, outsider: SignedIn, chosen: number[]) {
  const rows = await reader().reviewItem.findMany({ where: { AND: [ofStage(stage), { kind: { not: 'name' } }] }, orderBy: { id: 'asc' }, select: subjectShape })
  const possible = rows.flatMap((row) => {
    const [subject, module] = [shapeSubject(row), kindModule(row.kind)]
    return subject && !module.permit(outsider, subject) ? module.possible(subject).map((action) => ({ id: row.id, kind: row.kind, action })) : []
  })
  for (const number of possible.length === 0 ? [] : chosen) {
    const { id, kind, action } = possible[number % possible.length] ?? { id: '', kind: '', action: '' }
    const before = await standing(stage)
    const { version } = await reader().reviewItem.findUniqueOrThrow({ where: { id }, select: { version: true } })
    const decided = await runCommand(decide, outsider, { itemId: id, version, action, reasonCode: 'spam' }, stage.clock)
    // Of an old proposal nothing may fit any more, which only approving it finds out.
    if (!decided.ok && kind === 'proposal' && action === 'approve' && decided.code === 'conflict') continue
    if (!decided.ok) throw new Error(`${action} of a ${kind} is said to be possible: ${decided.message}`)
    const undone = await runCommand(undoDecision, outsider, { decisionId: decided.value.decisionId }, stage.clock)
    if (!undone.ok) throw new Error(`${action} of a ${kind} cannot be taken back: ${undone.message}`)
    expect(await standing(stage), `${action} of a ${kind}, taken back`).toEqual(before)
  }
}

/** The same of a bulk over everything that waits. */
export async function undoOfBulkIsTheInverse(stage: Stage, outsider: SignedIn) {
  const before = await standing(stage)
  const waiting = await reader().reviewItem.findMany({ where: { AND: [ofStage(stage), { state: 'waiting', kind: { not: 'name' } }] }, select: { id: true, version: true } })
  if (waiting.length === 0) return
  const started = await runCommand(startBulk, outsider, { action: 'reject', reasonCode: 'spam', items: waiting.map(({ id: itemId, version }) => ({ itemId, version })) })
  if (!started.ok) throw new Error(started.message)
  await continueBulk(started.value.bulkId)
  const undone = await runCommand(undoBulk, outsider, { bulkId: started.value.bulkId })
  if (undone.ok) await continueBulk(undone.value.bulkId)
  expect(await reader().bulkItem.count({ where: { bulkId: started.value.bulkId, state: 'pending' } })).toBe(0)
  expect(await standing(stage), 'a bulk, taken back').toEqual(before)
}

/** Opens nothing that stays: every connection that a run left in a transaction would block the next. */
export async function nothingIsLeftOpen() {
  const { rows } = await withClient((client) =>
    client.query(`SELECT query FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`))
  expect(rows).toEqual([])
}
