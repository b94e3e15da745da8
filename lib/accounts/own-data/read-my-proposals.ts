import { inPieces, past, rowsAPiece } from '#lib/accounts/own-data/read-in-pieces.ts'
import { reader } from '#lib/database.ts'
import { findUntold } from '#lib/moderation/proposals/untold-verdict.ts'
import { titleOfProposal, titleShape } from '#lib/moderation/proposals/title-of-proposal.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** Every proposal for a work with all its forms, oldest first; what was decided a moment ago still waits, for whoever asked. */
export async function* readMyProposals({ id: personId }: SignedIn): AsyncIterable<object> {
  const proposals = inPieces(async (after) => {
    const rows = await reader().proposal.findMany({
      where: { personId, ...past(after) }, orderBy: { id: 'asc' }, take: rowsAPiece,
      select: { id: true, state: true, proposedAt: true, ...titleShape, revisions: { orderBy: { createdAt: 'asc' }, select: { createdAt: true, changes: true, comment: true } } },
    })
    const untold = await findUntold(reader(), rows.map(({ id }) => id))
    return rows.map((row) => ({ ...row, told: untold.has(row.id) ? 'held' : row.state }))
  })
  for await (const proposal of proposals) {
    yield { work: titleOfProposal(proposal), state: proposal.told, proposedAt: proposal.proposedAt, forms: proposal.revisions.map(({ createdAt, changes, comment }) => ({ at: createdAt, changes, comment })) }
  }
}
