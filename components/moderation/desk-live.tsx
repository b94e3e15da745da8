'use client'

import { useDesk } from '#components/moderation/desk-provider.tsx'
import { useLiveLine } from '#components/moderation/use-live-line.ts'
import { usePresence } from '#components/moderation/use-presence.ts'

/**
 * Keeps the desk in touch with the others, and says when it is not.
 * @param since the database's time at which the page was made
 */
export function DeskLive({ since }: { since: string }) {
  const context = useDesk()
  useLiveLine(since, context?.tell)
  usePresence()
  const { line = 'open', stale = false } = context?.desk.live ?? {}
  if (line === 'over') {
    return (
      <p className="desk-line">
        You are signed out, or not a moderator any more. <a href="/sign-in?then=/moderation">Sign in</a>
      </p>
    )
  }
  if (line === 'lost') return <p className="desk-line">Not live just now. What others do is shown as soon as it is again.</p>
  if (!stale) return null
  return (
    <p className="desk-line">
      {/* An empty address is this page, with the card that it names. */}
      Much has changed meanwhile. <a href="">Load the desk again</a>
    </p>
  )
}
