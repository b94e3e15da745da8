import type { CommentState, Prisma } from '#database'
import { reasonSentence } from '#lib/comments/reasons.ts'
import { readWaits } from '#lib/comments/read-waiting.ts'
import type { Waiting } from '#lib/comments/read-waiting.ts'
import { decodeCursor, encodeCursor } from '#lib/cursor.ts'
import { reader } from '#lib/database.ts'
import { proposalShape, shapeProposal } from '#lib/moderation/proposals/proposal-facts.ts'
import type { ProposalFacts } from '#lib/moderation/proposals/proposal-facts.ts'
import { slugOfProposal, titleOfProposal, titleShape } from '#lib/moderation/proposals/title-of-proposal.ts'
import { findUntold } from '#lib/moderation/proposals/untold-verdict.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { readChanges } from '#lib/works/facts/changes.ts'
import type { Change } from '#lib/works/facts/apply-changes.ts'
import { sayChanges } from '#lib/works/facts/say-fact.ts'

/** An own proposal in a list, as its proposer is told of it. What was decided a moment ago still waits. */
export type OwnProposal = {
  id: string
  title: string
  /** Null where readers see no such work. */
  slug: string | null
  state: CommentState
  proposedAt: Date
  /** The names of what it changes, each once. */
  about: string[]
  /** Why it came back or was not approved; empty else. */
  reason: string
  /** Null for what does not wait. */
  waiting: Waiting | null
}

/** One own proposal with all that it says. */
export type OwnProposalView = OwnProposal & {
  facts: ProposalFacts
  changes: Change[]
  /** The facts of the work that its proposer sees beside it now; empty while there is no such work. */
  presentRevisionId: string
  /** The words that a return is about; empty for all of it. */
  passage: string
  decidedAt: Date | null
}

const proposalsPerPage = 30

/** The viewer's own proposals, newest first. @param after the `next` of the page before @returns null when there is no such page */
export async function readOwnProposals(viewer: SignedIn, after = ''): Promise<{ proposals: OwnProposal[]; next: string | null } | null> {
  const cursor = after ? decodeCursor(after) : null
  if (after && !cursor) return null
  const rows = await reader().proposal.findMany({
    where: { personId: viewer.id, ...(cursor && { OR: [{ proposedAt: { lt: cursor.at } }, { proposedAt: cursor.at, id: { lt: cursor.id } }] }) },
    orderBy: [{ proposedAt: 'desc' }, { id: 'desc' }], take: proposalsPerPage + 1, select: ownShape,
  })
  const shown = rows.slice(0, proposalsPerPage)
  const last = shown.at(-1)
  return { proposals: (await shapeOwn(viewer, shown)).map(({ own }) => own), next: rows.length > proposalsPerPage && last ? encodeCursor({ at: last.proposedAt, id: last.id }) : null }
}

/** One of them; null for what is not the viewer's. */
export async function readOwnProposal(viewer: SignedIn, id: string): Promise<OwnProposalView | null> {
  const row = await reader().proposal.findFirst({ where: { id, personId: viewer.id }, select: { ...ownShape, ...proposalShape.proposal, work: wholeWork, currentRevision: { select: proposalShape.revision } } })
  if (!row?.currentRevision) return null
  const [shaped] = await shapeOwn(viewer, [row])
  const facts = shapeProposal({ proposal: row, proposalRevision: row.currentRevision })
  if (!shaped || !facts) return null
  const { own, verdict } = shaped
  const presentRevisionId = (row.work?.mergedInto ?? row.work)?.currentRevision?.id ?? ''
  return { ...own, facts, changes: readChanges(row.currentRevision.changes), presentRevisionId, passage: verdict?.passage ?? '', decidedAt: verdict?.at ?? null }
}

const ownShape = {
  id: true, state: true, proposedAt: true, ...titleShape,
  reviewItems: {
    where: { kind: 'proposal' },
    select: { id: true, decisions: { where: { action: { in: ['return', 'reject'] }, undoneBy: { is: null } }, orderBy: { seq: 'desc' }, take: 1, select: { action: true, reasonCode: true, reasonNote: true, passage: true, at: true } } },
  },
} satisfies Prisma.ProposalSelect

const wholeWork = { select: { ...titleShape.work.select, ...proposalShape.proposal.work.select } } as const

type Row = Prisma.ProposalGetPayload<{ select: typeof ownShape }>
type Verdict = NonNullable<Row['reviewItems'][number]>['decisions'][number]

async function shapeOwn(viewer: SignedIn, rows: Row[]): Promise<{ own: OwnProposal; verdict: Verdict | null }[]> {
  const untold = await findUntold(reader(), rows.map(({ id }) => id))
  const waitIn = rows.flatMap(({ id, state, reviewItems: [item] }) => (item && (state === 'held' || untold.has(id)) ? [{ itemId: item.id, settling: untold.has(id) }] : []))
  const waits = await readWaits(reader(), viewer.id, waitIn)
  return rows.map((row) => {
    const { id, proposedAt, reviewItems: [item] } = row
    const state = untold.has(id) ? 'held' : row.state
    const verdict = state === 'returned' || state === 'rejected' ? (item?.decisions[0] ?? null) : null
    const about = [...new Set(sayChanges(readChanges(row.currentRevision?.changes ?? [])).map(({ label }) => label))]
    const reason = verdict ? reasonSentence(verdict.reasonCode, verdict.reasonNote, 'proposal') : ''
    return { own: { id, title: titleOfProposal(row), slug: slugOfProposal(row), state, proposedAt, about, reason, waiting: (item && waits.get(item.id)) ?? null }, verdict }
  })
}
