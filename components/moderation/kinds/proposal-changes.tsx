import { ProposedChanges } from '#components/proposals/proposed-changes.tsx'
import type { QueueItem } from '#lib/moderation/desk/read-items.ts'
import type { ProposalFacts } from '#lib/moderation/proposals/proposal-facts.ts'
import { workPath } from '#lib/works/work-path.ts'

/** A proposal as it is judged: for which work, what it changes, and what its proposer says to it. */
export function ProposalChanges({ item, proposal }: { item: Pick<QueueItem, 'id' | 'subject'>; proposal: ProposalFacts }) {
  return (
    <div className="proposal" role="group" aria-labelledby={`proposal-${item.id}`}>
      <h3 id={`proposal-${item.id}`}>
        {proposal.isNew ? 'A new work: ' : 'For '}
        {proposal.slug ? <a href={workPath(proposal.slug)}>{proposal.title}</a> : proposal.title}
      </h3>
      {proposal.isOld && <p className="proposal-old">{sayOld(proposal)}</p>}
      <ProposedChanges changes={proposal.changes} open={item.subject.state !== 'published'} />
      {proposal.comment && (
        <>
          <p className="meta">What the proposer says to it</p>
          <blockquote className="proposal-comment">{proposal.comment}</blockquote>
        </>
      )}
    </div>
  )
}

/** What approving would do to a proposal that was made for other facts. */
function sayOld({ changes }: ProposalFacts): string {
  const fitting = changes.filter(({ fit }) => fit === 'fits').length
  if (fitting === changes.length) return 'The work was changed after this was written. All of it still fits.'
  if (fitting === 0) return 'The work was changed after this was written, and nothing of it fits any more: it cannot be approved.'
  return `The work was changed after this was written. ${fitting} of ${changes.length} changes still fit; approving makes those.`
}
