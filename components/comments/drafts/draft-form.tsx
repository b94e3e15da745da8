'use client'

import type { ReactNode } from 'react'
import { Notice } from '#components/ui/notice.tsx'
import { useFormAction } from '#components/ui/use-form-action.ts'
import type { FormAction } from '#lib/form-state.ts'

/** What can be done to one draft of the list. */
export function DraftForm({ action, children }: { action: FormAction; children: ReactNode }) {
  const [state, send] = useFormAction(action)
  return (
    <form action={send}>
      {state.status === 'refused' && <Notice kind="refused">{state.message}</Notice>}
      {children}
    </form>
  )
}
