'use client'

import { useActionState, useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useSteadyAction } from '#components/moderation/decisions/use-steady-action.ts'
import { useDesk } from '#components/moderation/desk/desk-provider.tsx'
import { keyed } from '#components/moderation/keys/key-table.ts'
import { Key } from '#components/moderation/keys/key.tsx'
import { fresh } from '#lib/form-state.ts'
import type { FormAction } from '#lib/form-state.ts'

/** New ones that one press brings; the button stays for the others. */
const brought = 20

/** What the server made of them; see new-cards.tsx. */
export type NewItems = { itemIds: string[]; gone: string[]; rows: ReactNode; cards: ReactNode }

/**
 * How many are new since the page was loaded. They come to the end of the list when somebody asks for them, and nothing else moves.
 * @param view filter and mode of this page, as one word
 */
export function NewItemsButton({ view, action }: { view: string; action: FormAction }) {
  const context = useDesk()
  const [state, show, pending] = useActionState(useSteadyAction(action), fresh)
  const asked = useRef(false)
  const tell = context?.tell
  useEffect(() => {
    if (state.status === 'refused') tell?.({ type: 'said', said: state.message ?? '' })
    if (state.status !== 'done' || !tell) return
    tell({ type: 'arrived', ...(state.value as NewItems) })
    if (asked.current) document.querySelector<HTMLElement>('.desk-frame[data-selected]')?.focus({ preventScroll: true })
    asked.current = false
  }, [state, tell])

  if (!context || context.desk.live.fresh.length === 0) return null
  const { order, live } = context.desk
  const words = `${live.fresh.length.toLocaleString('en-GB')} new`
  if (order.length === 0) return <a className="desk-new" href={`/moderation?${view}`}>{words}</a>
  return (
    <form action={show} className="desk-new" onSubmit={() => (asked.current = true)}>
      <input type="hidden" name="ids" value={live.fresh.slice(0, brought).join(' ')} />
      <input type="hidden" name="view" value={view} />
      <Button look="text" {...keyed('fresh')} aria-disabled={pending || undefined} onClick={(event) => pending && event.preventDefault()}>
        {words} <Key of="fresh" />
      </Button>
    </form>
  )
}

/** The new ones that were asked for: their lines, or their cards. */
export function Arrived({ part }: { part: 'rows' | 'cards' }) {
  return useDesk()?.desk.live.arrived.map((each) => each[part])
}
