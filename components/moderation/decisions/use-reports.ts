'use client'

import { useEffect } from 'react'
import { readAnswer, sayMerged, sayState } from '#components/moderation/decisions/judged-item.ts'
import type { JudgedItem } from '#components/moderation/decisions/judged-item.ts'
import { sayAgain, sayVerdict } from '#components/moderation/decisions/say-verdict.ts'
import { useDesk } from '#components/moderation/desk/desk-provider.tsx'
import type { DeskEvent } from '#components/moderation/desk/desk-state.ts'
import type { FormState } from '#lib/form-state.ts'

/** Tells the desk what the server answered, so that list, keys and ears know. */
export function useReports(item: JudgedItem, decided: FormState, answered: FormState, undone: FormState) {
  const tell = useDesk()?.tell
  const { id: itemId, label } = item
  useEffect(() => {
    const event = reportVerdict(itemId, label, decided, '')
    if (event) tell?.(event)
  }, [decided, itemId, label, tell])
  useEffect(() => {
    const event = reportVerdict(itemId, label, answered, ' Your reply is published.')
    if (event) tell?.(event)
  }, [answered, itemId, label, tell])
  useEffect(() => {
    const answer = undone.status === 'done' ? readAnswer(undone.value) : null
    if (answer) tell?.({ type: 'undone', itemId, waits: answer.waits, said: `Taken back: ${label} ${answer.waits ? 'waits again' : sayAgain(answer.state)}.` })
    if (undone.status === 'refused') tell?.({ type: 'said', said: undone.message ?? '' })
  }, [undone, itemId, label, tell])
}

/** @param more what else was done with it, as a sentence */
function reportVerdict(itemId: string, label: string, state: FormState, more: string): DeskEvent | null {
  if (state.status === 'refused') return reportRefusal(itemId, label, state)
  const answer = readAnswer(state.value)
  if (state.status !== 'done' || !answer?.decisionId) return null
  const words = answer.action ? sayVerdict(answer.action) : sayState(answer.state)
  const also = sayMerged(answer)
  return { type: 'decided', itemId, decisionId: answer.decisionId, words, said: `${words}: ${label}.${more}${also && ` ${also}`} Undo with u.` }
}

function reportRefusal(itemId: string, label: string, { message = '', value }: FormState): DeskEvent {
  const present = readAnswer(value)
  const said = `Not decided: ${label}. ${message}`
  if (!present || present.waits) return { type: 'refused', itemId, words: 'Not decided', said }
  const words = present.action ? sayVerdict(present.action) : sayState(present.state)
  return { type: 'overtaken', itemId, words: `${words}${present.by ? ` by ${present.by}` : ''}`, said }
}
