import { CaseTalk } from '#components/moderation/kinds/case-talk.tsx'
import { DoubtedDecision } from '#components/moderation/kinds/earlier-decision.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { CaseFacts } from '#lib/moderation/cases/read-case.ts'

type Props = { itemId: string; facts: CaseFacts; answer: FormAction }

/** The writer asks for another look: the decision, and what is said about it. */
export function Appeal({ itemId, facts, answer }: Props) {
  return (
    <div className="item-case" role="group" aria-label="Appeal">
      <h3>{facts.openedBy?.name ?? 'The writer'} asks for another look</h3>
      {facts.about && <DoubtedDecision decision={facts.about} />}
      <CaseTalk itemId={itemId} facts={facts} answer={answer} readers={`${facts.openedBy?.name ?? 'The writer'} reads this, without your name.`} />
    </div>
  )
}
