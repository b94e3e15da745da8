import type { Prisma } from '#database'
import { readChanges } from '#lib/works/facts/changes.ts'
import type { Change } from '#lib/works/facts/apply-changes.ts'

/** What to select of a proposal for {@link titleOfProposal}. */
export const titleShape = {
  work: { select: { slug: true, title: true, currentRevisionId: true } },
  currentRevision: { select: { changes: true } },
} satisfies Prisma.ProposalSelect

type Titled = Prisma.ProposalGetPayload<{ select: typeof titleShape }>

/** The title of the work that a proposal is for, or the one that it proposes for a new work. */
export function titleOfProposal({ work, currentRevision }: Titled): string {
  return work?.title || proposedTitle(readChanges(currentRevision?.changes ?? []))
}

/** Where readers find that work; null when they do not. */
export function slugOfProposal({ work }: Pick<Titled, 'work'>): string | null {
  return work?.currentRevisionId ? work.slug : null
}

/** What a new work is to be called. */
export function proposedTitle(changes: readonly Change[]): string {
  const title = changes.find(({ key }) => key === 'title')?.now?.value
  return typeof title === 'string' ? title : 'a work without a title'
}
