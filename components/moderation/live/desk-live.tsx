'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useDesk } from '#components/moderation/desk/desk-provider.tsx'
import type { LiveState } from '#components/moderation/live/live-state.ts'
import { useLiveLine } from '#components/moderation/live/use-live-line.ts'
import { usePresence } from '#components/moderation/live/use-presence.ts'

/**
 * Keeps the desk in touch with the others, and says when it is not. The line is always there, empty while all is well, so that what
 * comes to stand in it is read out, once.
 * @param since the database's time at which the page was made
 */
export function DeskLive({ since }: { since: string }) {
  const context = useDesk()
  const here = usePresentAddress()
  useLiveLine(since, context?.tell)
  usePresence()
  const trouble = troubleOf(context?.desk.live)
  return (
    <p className="desk-line" role="status">
      {trouble === 'over' && (
        <>
          You are signed out, or not a moderator any more. <a href={`/sign-in?then=${encodeURIComponent(here)}`}>Sign in</a>
        </>
      )}
      {trouble === 'lost' && 'Not live just now. What others do is shown as soon as it is again.'}
      {trouble === 'stale' && (
        <>
          {/* An empty address is this page, with the card that it names. */}
          Much has changed meanwhile. <a href="">Load the desk again</a>
        </>
      )}
    </p>
  )
}

function usePresentAddress(): string {
  const [path, query] = [usePathname(), useSearchParams().toString()]
  return query ? `${path}?${query}` : path
}

function troubleOf(live: LiveState | undefined): 'over' | 'lost' | 'stale' | null {
  if (!live) return null
  if (live.line !== 'open') return live.line
  return live.stale ? 'stale' : null
}
