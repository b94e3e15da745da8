import { useEffect, useState } from 'react'
import { readChoice, writeChoice } from '../remember-choice.ts'

/**
 * The text alone in the window: everything else of the page is away, until a key or the button brings it back. Said on the page itself, for the
 * style sheet, and remembered.
 */
export function useAlone(): { alone: boolean; setAlone: (alone: boolean) => void } {
  const [alone, setAlone] = useState(() => readChoice('alone') === 'yes')
  useEffect(() => {
    const { dataset } = document.documentElement
    writeChoice('alone', alone ? 'yes' : '')
    if (!alone) return
    dataset.alone = 'yes'
    const listening = new AbortController()
    document.addEventListener('keydown', (event) => {
      // Whatever else Escape closes comes first: a dialog, the search, a word that is being composed.
      const elsewhere = event.defaultPrevented || event.isComposing || (event.target instanceof Element && event.target.closest('dialog') !== null)
      if (event.key === 'Escape' && !elsewhere) setAlone(false)
    }, { signal: listening.signal })
    return () => {
      listening.abort()
      delete dataset.alone
    }
  }, [alone])
  return { alone, setAlone }
}
