'use client'

import { useSyncExternalStore } from 'react'
import { followWaiting, waitingTold } from '#components/moderation/live/waiting-told.ts'

/** `Queue (7)`: moderators see on every page whether somebody waits; on the desk, as it is told. */
export function QueueCount({ waiting }: { waiting: number }) {
  const told = useSyncExternalStore(followWaiting, waitingTold, () => null)
  const known = told ?? waiting
  return known === 0 ? 'Queue' : `Queue (${known.toLocaleString('en-GB')})`
}
