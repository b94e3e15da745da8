'use client'

import type { MouseEvent } from 'react'
import { useDesk } from '#components/moderation/desk/desk-provider.tsx'
import { keyed } from '#components/moderation/keys/key-table.ts'
import { Key } from '#components/moderation/keys/key.tsx'

const steps = { next: { by: 1, rel: 'next', text: 'Next' }, previous: { by: -1, rel: 'prev', text: 'Previous' } } as const

/** To the card before or after. Without a script, and from one page of the list to the next, an ordinary link. */
export function StepLink({ to, href }: { to: 'next' | 'previous'; href: string }) {
  const context = useDesk()
  const { by, rel, text } = steps[to]

  function go(event: MouseEvent) {
    if (!context || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const { order, selected } = context.desk
    const stays = selected !== null && order[order.indexOf(selected) + by] !== undefined
    if (!stays) return
    event.preventDefault()
    context.tell({ type: 'moved', step: by })
  }

  return (
    <a className="desk-step" href={href} rel={rel} {...keyed(to)} onClick={go}>
      {text} <Key of={to} />
    </a>
  )
}
