'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { saidInstead } from '#components/ui/said-instead.ts'
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
    async (state: FormState, form: FormData) => {
      try {
        return await action(state, form)
      } catch (error) {
        if (isNavigation(error)) throw error
        return notTaken(error, form)
      }
    },
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

/** Next leads to another page by an error of its own. */
function isNavigation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'digest' in error && String(error.digest).startsWith('NEXT_')
}

function notTaken(error: unknown, form: FormData): FormState {
  const values = Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
  return { status: 'refused', message: saidInstead(error) ?? 'The server did not answer. Nothing was lost; please try again.', values }
}
