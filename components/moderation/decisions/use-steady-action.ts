'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { unanswered } from '#components/ui/unanswered.ts'
import type { FormAction, FormState } from '#lib/form-state.ts'

/** What can be done from the desk. The page gives it, since only pages know their actions. */
export type DeskActions = {
  decide: FormAction
  undo: FormAction
  /** Approves and replies. */
  answer: FormAction
  lookAgain: FormAction
  /** Says something in an appeal or a second look. */
  answerCase: FormAction
}

/**
 * A server action that answers in words when the server cannot be reached or refuses the request, so that the desk stays as it is. Until the page's
 * script runs it is the bare action, which forms need to work without a script.
 */
export function useSteadyAction(action: FormAction): FormAction {
  const scripted = useScripted()
  const steady = useCallback(
    (state: FormState, form: FormData) => action(state, form).catch((error: unknown) => unanswered(error, form, 'The server did not answer. Nothing was lost; please try again.')),
    [action],
  )
  return scripted ? steady : action
}

/** Whether the page's script runs: false on the server and in the first paint. */
export function useScripted(): boolean {
  return useSyncExternalStore(subscribeToNothing, () => true, () => false)
}

function subscribeToNothing() {
  return () => {}
}
