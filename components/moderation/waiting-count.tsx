'use client'

import { useDesk } from '#components/moderation/desk-provider.tsx'
import { countDecided } from '#components/moderation/desk-state.ts'

/** How many wait, less those that were decided here since the page was loaded. */
export function WaitingCount({ waiting, most }: { waiting: number; most: number }) {
  const context = useDesk()
  if (waiting >= most) return `more than ${(most - 1).toLocaleString('en-GB')}`
  return Math.max(0, waiting - (context ? countDecided(context.desk) : 0)).toLocaleString('en-GB')
}
