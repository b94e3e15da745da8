'use client'

import { useEffect, useRef } from 'react'
import type { MouseEvent, ReactNode } from 'react'
import { useDesk } from '#components/moderation/desk/desk-provider.tsx'
import { RowReader } from '#components/moderation/live/presence-line.tsx'

/** One line of the list: leads to its card, and says what became of it since the page was loaded. */
export function QueueRow({ itemId, href, initiallySelected, children }: { itemId: string; href: string; initiallySelected: boolean; children: ReactNode }) {
  const context = useDesk()
  const link = useRef<HTMLAnchorElement>(null)
  const standing = context?.desk.standings[itemId]
  const selected = context ? context.desk.selected === itemId : initiallySelected
  const moved = (context?.desk.focus ?? 0) > 0
  useEffect(() => {
    if (selected && moved) keepInView(link.current)
  }, [selected, moved])

  function choose(event: MouseEvent) {
    if (!context || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    context.tell({ type: 'chose', itemId })
  }

  return (
    <a ref={link} className="desk-row" href={href} data-phase={standing?.phase} data-told={standing?.told} aria-current={selected ? 'true' : undefined} onClick={choose}>
      {children}
      <RowReader itemId={itemId} />
      {standing?.words && <span className="desk-row-standing">{standing.words}</span>}
    </a>
  )
}

/** Scrolls the list, never the page: where the list has no scroll bar of its own, nothing moves. The bar at its end covers no row. */
function keepInView(row: HTMLElement | null) {
  const list = row?.closest('.desk-list')
  if (!row || !list || list.scrollHeight <= list.clientHeight) return
  const bar = list.querySelector('.select-bar')?.getBoundingClientRect().height ?? 0
  const above = row.getBoundingClientRect().top - list.getBoundingClientRect().top
  const below = row.getBoundingClientRect().bottom - list.getBoundingClientRect().bottom + bar
  if (above < 0) list.scrollTop += above
  else if (below > 0) list.scrollTop += below
}
