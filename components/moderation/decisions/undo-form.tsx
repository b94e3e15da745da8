'use client'

import { useActionState, useEffect, useEffectEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { readAnswer } from '#components/moderation/decisions/judged-item.ts'
import { sayAgain } from '#components/moderation/decisions/say-verdict.ts'
import { useScripted, useSteadyAction } from '#components/moderation/decisions/use-steady-action.ts'
import { deskAddress, unpackView } from '#components/moderation/desk/desk-address.ts'
import { useDesk } from '#components/moderation/desk/desk-provider.tsx'
import { holdsUnsentWords } from '#components/moderation/keys/press-key.ts'
import type { FormAction } from '#lib/form-state.ts'
import { fresh } from '#lib/form-state.ts'

type Props = {
  action: FormAction
  decisionId: string
  /** What is taken back, for people who hear the button alone: `the approval of a reply by Nia`. */
  of: string
  /** Where to be afterwards: at the item, or here in the log. */
  onward: 'item' | 'log'
  /** The page of the log to come back to without a script. */
  back?: string
}

/** Takes one decision back, wherever it is listed. */
export function UndoForm({ action, decisionId, of, onward, back: page }: Props) {
  const scripted = useScripted()
  const [state, undo, pending] = useActionState(useSteadyAction(action), fresh, onward === 'log' ? '/moderation/log' : '/moderation')
  const back = state.status === 'done' ? readBack(state.value) : null
  const context = useDesk()
  const [stays, setStays] = useState(onward === 'log')

  /** An item of this desk changes where it stands; another one is shown, unless words would be lost with this page. */
  const goOn = useEffectEvent((itemId: string) => {
    if (context?.desk.order.includes(itemId) && context.desk.live.line === 'open') {
      return context.tell({ type: 'undone', itemId, waits: readAnswer(state.value)?.waits ?? false, said: `Taken back: it ${sayAgain(back?.state ?? '')}.` })
    }
    if (holdsUnsentWords()) return setStays(true)
    window.location.assign(deskAddress({ ...unpackView(window.location.search), item: itemId, undone: decisionId }))
  })
  const itemId = back?.itemId
  useEffect(() => {
    if (itemId && onward === 'item') goOn(itemId)
  }, [itemId, onward])

  if (state.status === 'done') return <span role="status">Taken back{back && stays && <ToItem {...back} />}</span>
  return (
    <form action={undo} data-undo={decisionId}>
      <input type="hidden" name="decisionId" value={decisionId} />
      {!scripted && <input type="hidden" name="onward" value={onward} />}
      {!scripted && page && <input type="hidden" name="back" value={page} />}
      <Button look="text" aria-disabled={pending || undefined} onClick={(event) => pending && event.preventDefault()}>
        Undo<span className="visually-hidden"> {of}</span>
      </Button>
      {state.status === 'refused' && <span role="alert"> {state.message}</span>}
    </form>
  )
}

function ToItem({ itemId, state }: Back) {
  return (
    <>
      ; <a href={deskAddress({ item: itemId })}>it {sayAgain(state)}</a>
    </>
  )
}

type Back = { itemId: string; state: string }

function readBack(value: unknown): Back | null {
  if (typeof value !== 'object' || value === null || !('itemId' in value) || !('state' in value)) return null
  const { itemId, state } = value
  return typeof itemId === 'string' && typeof state === 'string' ? { itemId, state } : null
}
