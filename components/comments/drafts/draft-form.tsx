'use client'

import { useActionState } from 'react'
import type { ReactNode } from 'react'
import { Notice } from '#components/ui/notice.tsx'
import { fresh } from '#lib/form-state.ts'
import type { FormAction } from '#lib/form-state.ts'

/** What can be done to one draft of the list. */
export function DraftForm({ action, children }: { action: FormAction; children: ReactNode }) {
  const [state, send] = useActionState(action, fresh)
  return (
    <form action={send}>
      {state.status === 'refused' && <Notice kind="refused">{state.message}</Notice>}
      {children}
    </form>
  )
}
