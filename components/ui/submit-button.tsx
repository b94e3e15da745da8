'use client'

import { useFormStatus } from 'react-dom'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import type { ButtonLook } from './button.tsx'

type Props = {
  children: ReactNode
  /** What it says while the form is on its way: `Sending …` */
  pending?: string
  look?: ButtonLook
  name?: string
  value?: string
  id?: string
}

/**
 * The button that sends a form. A second press while the first is on its way does nothing; focus stays where it is. On pages
 * without the framework press-once.ts does the same.
 */
export function SubmitButton({ children, pending, look, ...button }: Props) {
  const status = useFormStatus()
  return (
    <Button
      {...button}
      look={look}
      data-pending={pending}
      aria-disabled={status.pending || undefined}
      onClick={(event) => {
        if (status.pending) event.preventDefault()
      }}
    >
      {status.pending && pending ? pending : children}
    </Button>
  )
}
