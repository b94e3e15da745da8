'use client'

import { useActionState } from 'react'
import type { CardPlace } from '#components/moderation/cards/card-places.ts'
import { DecisionFields } from '#components/moderation/decisions/decision-fields.tsx'
import { offeredTo, standingOf } from '#components/moderation/decisions/judged-item.ts'
import type { JudgedItem } from '#components/moderation/decisions/judged-item.ts'
import { SettledItem } from '#components/moderation/decisions/settled-item.tsx'
import { useReports } from '#components/moderation/decisions/use-reports.ts'
import { useSteadyAction } from '#components/moderation/decisions/use-steady-action.ts'
import type { DeskActions } from '#components/moderation/decisions/use-steady-action.ts'
import { VerdictBar } from '#components/moderation/decisions/verdict-bar.tsx'
import { useDesk } from '#components/moderation/desk/desk-provider.tsx'
import { WhoReads } from '#components/moderation/live/presence-line.tsx'
import { fresh } from '#lib/form-state.ts'
import type { FormState } from '#lib/form-state.ts'

type Props = { item: JudgedItem; place: CardPlace; actions: DeskActions }

/** The verdicts on one item, or who has decided it. Sends the item, the version and the text that was read. */
export function DecisionForm({ item, place, actions }: Props) {
  const [decided, decide, deciding] = useActionState(useSteadyAction(actions.decide), fresh, place.address)
  const [answered, answer, answering] = useActionState(useSteadyAction(actions.answer), fresh, place.address)
  const [undone, undo, undoing] = useActionState(useSteadyAction(actions.undo), fresh, place.address)
  useReports(item, decided, answered, undone)

  const live = useDesk()?.desk.live
  const standing = standingOf(item, [decided, answered], undone, live && { news: live.items[item.id], self: live.self })
  // Decided by somebody else, the verdicts are only hidden: what was typed is there again when they are.
  const aside = standing.told === true && !standing.waits && item.waits
  const offered = aside ? item.actions : offeredTo(item, standing)
  const overtaken = !standing.waits && standing.undoable === null
  const refusal = overtaken ? undefined : [decided, answered, undone].find((each) => each.status === 'refused' && !each.fields)
  return (
    <div className="desk-decision">
      {refusal?.message && <p className="notice notice-refused">{refusal.message}</p>}
      {!standing.waits && <SettledItem item={item} standing={standing} unsent={unsentWords([decided, answered])} lookAgain={actions.lookAgain} action={undo} pending={undoing} />}
      {standing.waits && offered.length === 0 && <p className="meta">Somebody else decides about this: you have a part in it.</p>}
      {offered.length > 0 && (
        <WhoReads itemId={item.id} waits={standing.waits} aside={aside}>
          <VerdictBar
            item={{ ...item, state: standing.state }}
            offered={offered}
            later={!standing.waits}
            fields={<DecisionFields item={item} version={standing.version} onward={place.onward} />}
            decide={{ state: decided, action: decide, pending: deciding }}
            answer={{ state: answered, action: answer, pending: answering }}
          />
        </WhoReads>
      )}
    </div>
  )
}

/** What was written for a decision that somebody else made first: it is shown, so that it is not lost. */
function unsentWords(answers: FormState[]): string {
  const refused = answers.find((answer) => answer.status === 'refused')
  return refused?.values?.reasonNote || refused?.values?.body || ''
}
