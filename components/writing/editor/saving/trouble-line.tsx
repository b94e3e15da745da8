import { Button } from '#components/ui/button.tsx'
import type { SaveState } from './save-state.ts'
import { sayTrouble } from './say-saving.ts'

/** Why nothing can be saved just now, and what somebody can do about it. It is read out when it comes. */
export function TroubleLine({ state, copied, tryAgain }: { state: SaveState; copied: boolean; tryAgain: () => void }) {
  const trouble = sayTrouble(state, copied)
  return (
    <div className="writing-trouble" role="status">
      {trouble && (
        <p>
          {trouble} {state.trouble?.kind === 'signed-out' && <a href={`/sign-in?then=${encodeURIComponent('/write')}`} target="_blank">Sign in</a>}{' '}
          <Button type="button" look="text" onClick={tryAgain}>
            Try again now
          </Button>
        </p>
      )}
    </div>
  )
}
