'use client'

import { useDesk } from '#components/moderation/desk/desk-provider.tsx'
import { countDecided } from '#components/moderation/desk/desk-state.ts'

/** How many wait: as it was told last; until then what the page knew, less those that were decided here since. */
export function WaitingCount({ waiting, most }: { waiting: number; most: number }) {
  const desk = useDesk()?.desk
  const known = desk?.live.waiting ?? (waiting >= most || !desk ? waiting : Math.max(0, waiting - countDecided(desk)))
  return known >= most ? `more than ${(most - 1).toLocaleString('en-GB')}` : known.toLocaleString('en-GB')
}
