import '#components/comments/own-texts.css'
import { sayAbout, sayProposal } from '#components/proposals/say-proposal.ts'
import { Moment } from '#components/ui/moment.tsx'
import type { OwnProposal } from '#lib/moderation/proposals/read-own-proposals.ts'

/** What somebody proposed for works, newest first, with what became of each. */
export function OwnProposals({ proposals, next }: { proposals: OwnProposal[]; next: string | null }) {
  if (proposals.length === 0) return <p>Nothing yet. Every work has a link to suggest a change; what you suggest stands here, with what became of it.</p>
  return (
    <>
      <ol className="own-lines" role="list">
        {proposals.map((proposal) => (
          <li key={proposal.id}>
            <p className="own-excerpt">
              <a href={`/account/proposals/${proposal.id}`}>{proposal.title}</a>
            </p>
            <p className="meta">
              {sayAbout(proposal)}, <Moment at={proposal.proposedAt} />
            </p>
            <p className="own-standing">{sayProposal(proposal)}</p>
            {proposal.reason && <blockquote className="comment-reason">{proposal.reason}</blockquote>}
          </li>
        ))}
      </ol>
      {next && (
        <p className="meta">
          <a href={`/account/proposals?after=${next}`}>Older ones</a>
        </p>
      )}
    </>
  )
}
