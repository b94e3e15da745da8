'use client'

import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useDesk } from '#components/moderation/desk/desk-provider.tsx'

type Props = {
  itemId: string
  label: string
  initiallySelected: boolean
  /** All stand under each other, in a list; else only the selected one is shown. */
  listed: boolean
  children: ReactNode
}

/**
 * Holds one card. The selected one takes the focus when one moves to it. Where cards come one at a time, each is made when one
 * first comes to it, and then kept with all that was typed and decided on it.
 */
export function CardFrame({ itemId, label, initiallySelected, listed, children }: Props) {
  const context = useDesk()
  const frame = useRef<HTMLElement>(null)
  const selected = context ? context.desk.selected === itemId : initiallySelected
  const focus = context?.desk.focus ?? 0
  const phase = context?.desk.standings[itemId]?.phase
  const [met, setMet] = useState(selected || listed)
  if (selected && !met) setMet(true)
  useEffect(() => {
    if (selected && focus > 0) bringUp(frame.current, listed)
  }, [selected, focus, listed])

  /** In a list, what one touches is what the keys act on. */
  function meet() {
    if (listed && !selected) context?.tell({ type: 'met', itemId })
  }

  return (
    <article
      ref={frame}
      id={`item-${itemId}`}
      className="desk-frame"
      tabIndex={-1}
      aria-label={label}
      hidden={!listed && !selected}
      data-item={itemId}
      data-selected={selected || undefined}
      data-phase={phase}
      onFocus={meet}
    >
      {met && children}
    </article>
  )
}

/** The page moves only when the top of the card is out of sight; in a list, no further than it must. */
function bringUp(frame: HTMLElement | null, listed: boolean) {
  if (!frame) return
  if (frame.contains(document.activeElement) && document.activeElement !== frame && listed) return
  frame.focus({ preventScroll: true })
  const { top, bottom } = frame.getBoundingClientRect()
  if (listed && (top < 0 || bottom > window.innerHeight)) frame.scrollIntoView({ block: 'nearest' })
  if (!listed && (top < 0 || top > window.innerHeight * 0.6)) frame.scrollIntoView({ block: 'start' })
}
