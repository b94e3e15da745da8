'use client'

import { useEffect, useRef } from 'react'
import { useDesk } from '#components/moderation/desk/desk-provider.tsx'
import { isSettled } from '#components/moderation/desk/desk-state.ts'
import { keyed } from '#components/moderation/keys/key-table.ts'

/** The form that all boxes of a page belong to, wherever they stand. */
export const selection = 'selection'

type Props = {
  itemId: string
  version: number
  /** What it can share with others; see `manyVerdicts`. Without any there is no box. */
  verdicts: string[]
  label: string
}

/**
 * Puts one waiting thing among those to decide at once. It belongs to the bar below the list, with a script and without. What is
 * decided by itself meanwhile is not decided again with the others.
 */
export function SelectBox({ itemId, version, verdicts, label }: Props) {
  const desk = useDesk()?.desk
  const box = useRef<HTMLInputElement>(null)
  const decided = desk?.standings[itemId]?.phase === 'decided'
  useEffect(() => {
    if (decided && box.current) box.current.checked = false
  }, [decided])

  if (verdicts.length === 0) return null
  return (
    <span className="select-box">
      <input
        ref={box}
        type="checkbox"
        form={selection}
        name={`item-${itemId}`}
        value={version}
        data-verdicts={verdicts.join(' ')}
        disabled={desk !== undefined && isSettled(desk, itemId)}
        aria-label={`Select ${label}`}
        {...keyed('select')}
      />
    </span>
  )
}
