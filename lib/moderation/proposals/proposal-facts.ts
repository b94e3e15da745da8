import type { Prisma } from '#database'
import { proposedTitle } from '#lib/moderation/proposals/title-of-proposal.ts'
import { applyChanges, stated } from '#lib/works/facts/apply-changes.ts'
import type { Change } from '#lib/works/facts/apply-changes.ts'
import { emptyDocument, readDocument } from '#lib/works/facts/document.ts'
import type { Document } from '#lib/works/facts/document.ts'
import { fieldOf } from '#lib/works/facts/fields.ts'
import { readChanges } from '#lib/works/facts/changes.ts'
import { sayChange, sayChanges } from '#lib/works/facts/say-fact.ts'
import type { SaidChange } from '#lib/works/facts/say-fact.ts'

/** How a proposed change stands to the facts as they are now: it can be made, it was made by others already, or what it changes is another thing now. */
export type Fit = 'fits' | 'already' | 'stale'

/** One proposed change in words. */
export type ProposedChange = SaidChange & {
  fit: Fit
  /** What stands there now, where that is not what the proposer saw. */
  present: string
  /** Why the field is not to be changed for now; empty when it may be. */
  locked: string
}

/** What a card shows of a proposal. */
export type ProposalFacts = {
  /** Of the work, or the one that is proposed for it. */
  title: string
  /** Null: a work that is not here yet, or is taken down. */
  slug: string | null
  isNew: boolean
  comment: string
  changes: ProposedChange[]
  /** The work was changed after the proposer looked at it. */
  isOld: boolean
}

/** What to select of a proposal, and of the form of it that is to be judged, for {@link shapeProposal}. */
export const proposalShape = {
  proposal: { state: true, work: { select: { slug: true, title: true, currentRevision: { select: { id: true, facts: true } }, mergedInto: { select: { slug: true, title: true, currentRevision: { select: { id: true, facts: true } } } } } } },
  revision: { changes: true, comment: true, baseRevisionId: true },
} satisfies { proposal: Prisma.ProposalSelect; revision: Prisma.ProposalRevisionSelect }

type Work = { slug: string; title: string; currentRevision: { id: string; facts: unknown } | null }

type Row = {
  proposal: { state: string; work: (Work & { mergedInto: Work | null }) | null } | null
  proposalRevision: { changes: unknown; comment: string; baseRevisionId: string | null } | null
}

/** A proposal beside the facts of its work as they are now. Null for what is none. */
export function shapeProposal({ proposal, proposalRevision }: Row): ProposalFacts | null {
  if (!proposal || !proposalRevision) return null
  const { comment, baseRevisionId } = proposalRevision
  const changes = readChanges(proposalRevision.changes)
  const work = proposal.work?.mergedInto ?? proposal.work
  const present = work?.currentRevision ? readDocument(work.currentRevision.facts) : emptyDocument
  const open = proposal.state === 'held' || proposal.state === 'returned'
  return {
    title: work?.title || proposedTitle(changes),
    slug: work?.currentRevision ? work.slug : null,
    isNew: baseRevisionId === null,
    comment,
    changes: open ? besideFacts(changes, present) : sayChanges(changes).map((change) => ({ ...change, fit: 'fits', present: '', locked: '' })),
    isOld: open && baseRevisionId !== null && baseRevisionId !== work?.currentRevision?.id,
  }
}

/** In the order of a page of facts. */
function besideFacts(changes: Change[], present: Document): ProposedChange[] {
  const { already, stale } = applyChanges(present, changes, '')
  const standsNow = new Map(stale.map(({ change }) => [change.key, sayChange({ ...change, now: stated(present.facts[change.key]) }).now]))
  return sayChanges(changes).map((change) => {
    const field = fieldOf(change.key)
    const other = standsNow.get(change.key)
    const fit = other !== undefined ? 'stale' : already.some(({ key }) => key === change.key) ? 'already' : 'fits'
    return { ...change, fit, present: other ?? '', locked: (field && present.locks[field]) ?? '' }
  })
}
