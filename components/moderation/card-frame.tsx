'use client'

import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useDesk } from '#components/moderation/desk-provider.tsx'

type Props = { itemId: string; label: string; initiallySelected: boolean; children: ReactNode }

/**
 * Holds one card. Only the selected one is shown; it takes the focus when one moves to it. A card is made when one first comes
 * to it, and then kept with all that was typed and decided on it.
 */
export function CardFrame({ itemId, label, initiallySelected, children }: Props) {
  const context = useDesk()
  const frame = useRef<HTMLElement>(null)
  const selected = context ? context.desk.selected === itemId : initiallySelected
  const focus = context?.desk.focus ?? 0
  const [met, setMet] = useState(selected)
  if (selected && !met) setMet(true)
  useEffect(() => {
    if (selected && focus > 0) bringUp(frame.current)
  }, [selected, focus])
  return (
    <article ref={frame} id={`item-${itemId}`} className="desk-frame" tabIndex={-1} aria-label={label} hidden={!selected} data-item={itemId}>
      {met && children}
    </article>
  )
}

/** The page moves only when the top of the card is out of sight. */
function bringUp(frame: HTMLElement | null) {
  if (!frame) return
  frame.focus({ preventScroll: true })
  const { top } = frame.getBoundingClientRect()
  if (top < 0 || top > window.innerHeight * 0.6) frame.scrollIntoView({ block: 'start' })
}
