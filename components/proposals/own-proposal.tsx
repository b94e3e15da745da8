import '#components/comments/own-texts.css'
import { PressForm } from '#components/people/press-form.tsx'
import { mendChanges } from '#components/proposals/mend-changes.ts'
import { MendForm } from '#components/proposals/mend-form.tsx'
import { ProposedChanges } from '#components/proposals/proposed-changes.tsx'
import { sayProposal } from '#components/proposals/say-proposal.ts'
import { Moment } from '#components/ui/moment.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { OwnProposalView } from '#lib/moderation/proposals/read-own-proposals.ts'
import { workPath } from '#lib/works/work-path.ts'

type Props = { proposal: OwnProposalView; actions: { withdraw: FormAction; sendAgain: FormAction }; /** They may write now. */ mayWrite: boolean }

/** One own proposal: what it says, how it stands, and what can be done with it. */
export function OwnProposal({ proposal, actions, mayWrite }: Props) {
  const { id, state, slug, facts, passage, reason } = proposal
  const open = state === 'held' || state === 'returned'
  return (
    <>
      <p className="meta">
        {slug ? <a href={workPath(slug)}>{proposal.title}</a> : facts.isNew ? 'A new work' : proposal.title}, <Moment at={proposal.proposedAt} precision="minute" />
      </p>
      <p className="own-standing">{sayProposal(proposal)}</p>
      {passage && (
        <p>
          It is about these words: <q>{passage}</q>
        </p>
      )}
      {reason && <blockquote className="comment-reason">{reason}</blockquote>}
      <ProposedChanges changes={facts.changes} open={open} />
      {facts.comment && <p className="own-quote">{facts.comment}</p>}
      {state === 'returned' && mayWrite && (
        <section aria-labelledby="mend">
          <h2 className="section-title" id="mend">
            Change it and send it again
          </h2>
          <MendForm action={actions.sendAgain} proposalId={id} baseRevisionId={proposal.presentRevisionId} changes={mendChanges(proposal.changes)} comment={facts.comment} />
        </section>
      )}
      {open && !proposal.waiting?.beingRead && (
        <PressForm action={actions.withdraw} fields={{ proposalId: id }} look="plain" pending="Taking it back …">
          Take it back
        </PressForm>
      )}
    </>
  )
}
