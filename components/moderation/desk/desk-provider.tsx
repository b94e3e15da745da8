'use client'

import { createContext, use, useEffect, useReducer } from 'react'
import type { ReactNode } from 'react'
import { continueDesk, startDesk } from '#components/moderation/desk/desk-state.ts'
import type { DeskEvent, DeskState } from '#components/moderation/desk/desk-state.ts'
import type { LiveState } from '#components/moderation/live/live-state.ts'

const DeskContext = createContext<{ desk: DeskState; tell: (event: DeskEvent) => void } | null>(null)

type Props = { order: string[]; selected: string | null; settled: string[]; live: LiveState; children: ReactNode }

/** Lets list, cards and keys know of each other. The cards themselves are made by the server. */
export function DeskProvider({ order, selected, settled, live, children }: Props) {
  const [desk, tell] = useReducer(continueDesk, null, () => startDesk(order, selected, settled, live))
  useEffect(() => {
    if (desk.focus > 0) window.history.replaceState(null, '', addressOf(desk.selected))
  }, [desk.focus, desk.selected])
  return <DeskContext value={{ desk, tell }}>{children}</DeskContext>
}

/** The desk around a component; null on other pages, such as the log. */
export function useDesk() {
  return use(DeskContext)
}

function addressOf(itemId: string | null): string {
  const query = new URLSearchParams(window.location.search)
  query.delete('decided')
  if (itemId) query.set('item', itemId)
  return `${window.location.pathname}?${query}`
}
