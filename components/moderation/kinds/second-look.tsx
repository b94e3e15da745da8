import { CaseTalk } from '#components/moderation/kinds/case-talk.tsx'
import { DoubtedDecision } from '#components/moderation/kinds/earlier-decision.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { CaseFacts } from '#lib/moderation/cases/read-case.ts'

type Props = { itemId: string; facts: CaseFacts; answer: FormAction }

/** A moderator doubts a decision: the decision, and what the team says about it. */
export function SecondLook({ itemId, facts, answer }: Props) {
  return (
    <div className="item-case" role="group" aria-label="Second look">
      <h3>{facts.openedBy?.name ?? 'A moderator'} asks for a second look</h3>
      {facts.about && <DoubtedDecision decision={facts.about} />}
      <CaseTalk itemId={itemId} facts={facts} answer={answer} readers="Moderators read this, and nobody else." />
    </div>
  )
}
