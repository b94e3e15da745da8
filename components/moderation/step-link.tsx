'use client'

import type { MouseEvent } from 'react'
import { useDesk } from '#components/moderation/desk-provider.tsx'
import { Key } from '#components/moderation/key.tsx'

/** To the card before or after. Without a script, and from one page of the list to the next, an ordinary link. */
export function StepLink({ step, href }: { step: 1 | -1; href: string }) {
  const context = useDesk()

  function go(event: MouseEvent) {
    if (!context || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const { order, selected } = context.desk
    const stays = selected !== null && order[order.indexOf(selected) + step] !== undefined
    if (!stays) return
    event.preventDefault()
    context.tell({ type: 'moved', step })
  }

  return (
    <a className="desk-step" href={href} rel={step === 1 ? 'next' : 'prev'} data-step={step} aria-keyshortcuts={step === 1 ? 'j' : 'k'} onClick={go}>
      {step === 1 ? 'Next' : 'Previous'} <Key name={step === 1 ? 'j' : 'k'} />
    </a>
  )
}
