'use client'

import { useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useScripted } from '#components/moderation/decisions/use-steady-action.ts'
import { useDesk } from '#components/moderation/desk/desk-provider.tsx'
import { deskKeys, keyed } from '#components/moderation/keys/key-table.ts'
import { Key } from '#components/moderation/keys/key.tsx'
import { otherReader } from '#components/moderation/live/live-state.ts'
import { sayPresence } from '#components/moderation/live/say-presence.ts'

const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })

type Props = {
  itemId: string
  /** Nobody has decided it. */
  waits: boolean
  /** Somebody else has just decided it. */
  aside: boolean
  children: ReactNode
}

/**
 * The verdicts of a card. While somebody else reads it, that stands in their place, and one may take the card over; what was
 * typed stays. Without a script the verdicts stand as well: reading is a courtesy, and no lock.
 */
export function WhoReads({ itemId, waits, aside, children }: Props) {
  const context = useDesk()
  const scripted = useScripted()
  const verdicts = useRef<HTMLDivElement>(null)
  const reader = context && waits ? otherReader(context.desk.live, itemId) : null
  const hidden = scripted && (aside || reader !== null)
  useLayoutEffect(() => {
    if (hidden) keepFocus(verdicts.current)
  }, [hidden])

  async function takeOver() {
    const holder = await sayPresence('take-over', itemId)
    if (holder === undefined) context?.tell({ type: 'said', said: 'The server did not answer. Please try again.' })
    else context?.tell({ type: 'seated', itemId, holder })
  }

  return (
    <>
      {reader && (
        <div className="desk-reading" data-held={`${reader.name} is reading this. Take over with ${deskKeys.take.key}.`}>
          <p>
            {reader.name} is reading this{' '}
            <span className="meta">
              since <time dateTime={reader.since}>{hour.format(new Date(reader.since))} UTC</time>
            </span>
          </p>
          {scripted && (
            <Button type="button" look="plain" {...keyed('take')} onClick={() => void takeOver()}>
              Take over <Key of="take" />
            </Button>
          )}
        </div>
      )}
      <div ref={verdicts} hidden={hidden}>
        {children}
      </div>
    </>
  )
}

/** Whoever was writing stays on the card. */
function keepFocus(verdicts: HTMLElement | null) {
  if (verdicts?.contains(document.activeElement)) verdicts.closest<HTMLElement>('.desk-frame')?.focus({ preventScroll: true })
}

/** The same in the line of the list. */
export function RowReader({ itemId }: { itemId: string }) {
  const desk = useDesk()?.desk
  const reader = desk && otherReader(desk.live, itemId)
  const phase = desk?.standings[itemId]?.phase
  return reader && phase !== 'decided' && phase !== 'sending' ? <span className="desk-row-reading">{reader.name} is reading this</span> : null
}
