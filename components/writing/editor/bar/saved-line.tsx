import { useEffect, useState } from 'react'
import { saySaving } from '../saving/say-saving.ts'
import type { SaveState } from '../saving/save-state.ts'

/** In milliseconds: how often the line looks at the clock. */
const glance = 5_000

/** Always in the same corner. It is not read out by itself: what is wrong is said elsewhere, once. */
export function SavedLine({ state, length, worksKept }: { state: SaveState; length: { words: number; minutes: number }; worksKept: boolean }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), glance)
    return () => clearInterval(timer)
  }, [state])
  return (
    <p className="writing-saved" data-trouble={state.trouble ? 'yes' : undefined}>
      <Length {...length} />
      <span>{saySaving(state, now, worksKept)}</span>
    </p>
  )
}

/** `1,204 words, 5 min` */
function Length({ words, minutes }: { words: number; minutes: number }) {
  return (
    <span className="writing-length">
      {words.toLocaleString('en-GB')} {words === 1 ? 'word' : 'words'}
      {words > 0 && <span className="writing-minutes">, {minutes} min</span>}
    </span>
  )
}
