'use client'

import { useActionState, useEffect } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useDesk } from '#components/moderation/desk-provider.tsx'
import type { DeskEvent } from '#components/moderation/desk-state.ts'
import { Key } from '#components/moderation/key.tsx'
import { offeredTo, readAnswer, sayState, standingOf } from '#components/moderation/judged-item.ts'
import type { ItemStanding, JudgedItem } from '#components/moderation/judged-item.ts'
import { sayAgain } from '#components/moderation/say-verdict.ts'
import { RejectForm } from '#components/moderation/reject-form.tsx'
import { useScripted, useSteadyAction } from '#components/moderation/use-steady-action.ts'
import type { DeskActions } from '#components/moderation/use-steady-action.ts'
import { fresh } from '#lib/form-state.ts'
import type { FormState } from '#lib/form-state.ts'

/** Where one goes on without a script: the place in the list and the card that follows. */
export type Onward = { after: string; next: string }

/** The verdicts on one item, or who has decided it. Sends the item, the version and the text that was read. */
export function DecisionForm({ item, onward, actions }: { item: JudgedItem; onward: Onward; actions: DeskActions }) {
  const address = `/moderation?item=${item.id}`
  const [decided, decide, deciding] = useActionState(useSteadyAction(actions.decide), fresh, address)
  const [undone, undo, undoing] = useActionState(useSteadyAction(actions.undo), fresh, address)
  const standing = standingOf(item, decided, undone)
  useReports(item, decided, undone)

  const overtaken = standing.sentence !== '' && standing.undoable === null
  const refusal = [decided, undone].find((answer) => answer.status === 'refused' && !answer.fields && !overtaken)
  return (
    <div className="desk-decision">
      {refusal?.message && <p className="notice notice-refused">{refusal.message}</p>}
      {standing.sentence === '' ? (
        <Verdicts item={item} offered={offeredTo(item, standing)} version={standing.version} state={decided} action={decide} pending={deciding} onward={onward} />
      ) : (
        <Settled item={item} standing={standing} note={decided.status === 'refused' ? decided.values?.reasonNote : ''} action={undo} pending={undoing} />
      )}
    </div>
  )
}

/** Tells the desk what the server answered, so that list, keys and ears know. */
function useReports(item: JudgedItem, decided: FormState, undone: FormState) {
  const tell = useDesk()?.tell
  const { id: itemId, label } = item
  useEffect(() => {
    const answer = readAnswer(decided.value)
    if (decided.status === 'refused') tell?.(reportRefusal(itemId, label, decided))
    if (decided.status !== 'done' || !answer?.decisionId) return
    const words = sayState(answer.state)
    const also = answer.repeated ? ' Somebody else had done the same.' : ''
    tell?.({ type: 'decided', itemId, decisionId: answer.decisionId, words, said: `${words}: ${label}.${also} Undo with u.` })
  }, [decided, itemId, label, tell])
  useEffect(() => {
    const state = undone.status === 'done' ? readAnswer(undone.value)?.state : undefined
    if (state) tell?.({ type: 'undone', itemId, waits: state === 'held', said: `Taken back: ${label} ${sayAgain(state)}.` })
    if (undone.status === 'refused') tell?.({ type: 'said', said: undone.message ?? '' })
  }, [undone, itemId, label, tell])
}

function reportRefusal(itemId: string, label: string, { message = '', value }: FormState): DeskEvent {
  const present = readAnswer(value)
  const said = `Not decided: ${label}. ${message}`
  if (!present || present.state === 'held') return { type: 'refused', itemId, words: 'Not decided', said }
  return { type: 'overtaken', itemId, words: `${sayState(present.state)}${present.by ? ` by ${present.by}` : ''}`, said }
}

type VerdictsProps = { item: JudgedItem; offered: string[]; version: number; state: FormState; action: (form: FormData) => void; pending: boolean; onward: Onward }

function Verdicts({ item, offered, version, state, action, pending, onward }: VerdictsProps) {
  const tell = useDesk()?.tell
  const decision = <DecisionFields item={item} version={version} onward={onward} />
  const leave = () => tell?.({ type: 'sent', itemId: item.id })
  return (
    <div className="desk-verdicts">
      {offered.includes('approve') && (
        <form action={action} data-verdict="approve" onSubmit={leave}>
          {decision}
          <input type="hidden" name="action" value="approve" />
          <Button aria-disabled={pending || undefined} aria-keyshortcuts="a" onClick={(event) => pending && event.preventDefault()}>
            Approve <Key name="a" />
          </Button>
        </form>
      )}
      {offered.includes('reject') && (
        <RejectForm writer={item.writer} state={state} action={action} pending={pending} onLeave={leave}>
          {decision}
        </RejectForm>
      )}
    </div>
  )
}

function DecisionFields({ item, version, onward }: { item: JudgedItem; version: number; onward: Onward }) {
  const scripted = useScripted()
  return (
    <>
      <input type="hidden" name="itemId" value={item.id} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="revision" value={item.revision} />
      {!scripted && <OnwardFields onward={onward} />}
    </>
  )
}

/** Without a script the answer is a new page; these say which. */
function OnwardFields({ onward }: { onward: Onward }) {
  return (
    <>
      <input type="hidden" name="onward" value="desk" />
      <input type="hidden" name="after" value={onward.after} />
      <input type="hidden" name="next" value={onward.next} />
    </>
  )
}

type SettledProps = { item: JudgedItem; standing: ItemStanding; note?: string; action: (form: FormData) => void; pending: boolean }

function Settled({ item, standing, note, action, pending }: SettledProps) {
  const scripted = useScripted()
  return (
    <div className="desk-settled">
      <p>{standing.sentence}</p>
      {note && (
        <p className="meta">
          Your note was not sent: <q>{note}</q>
        </p>
      )}
      {standing.undoable && (
        <form action={action} data-undo={standing.undoable}>
          <input type="hidden" name="decisionId" value={standing.undoable} />
          {!scripted && <input type="hidden" name="onward" value="item" />}
          <Button look="plain" aria-disabled={pending || undefined} aria-keyshortcuts="u" onClick={(event) => pending && event.preventDefault()}>
            Undo <Key name="u" />
          </Button>
        </form>
      )}
      {!standing.undoable && standing.version !== item.version && <a href={`/moderation?item=${item.id}`}>Show it as it stands now</a>}
    </div>
  )
}
