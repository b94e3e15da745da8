import { useEffect, useRef, useState } from 'react'
import { askPreview } from './ask-preview.ts'
import type { Preview } from './ask-preview.ts'

/** In milliseconds: quiet after the last key. A text that took longer to prepare is asked for less often. */
const pause = 500

/** What the preview shows: the last text that could be prepared, and why it is not the present one. */
export type Shown = { preview: (Preview & { source: string }) | null; message: string }

/**
 * The text as readers will see it, while it is being written. Asks only while it is looked at; a newer text calls off the one
 * before.
 * @param changes counts what was written
 */
export function usePreview(postId: string, read: () => string, changes: number, looking: boolean): Shown {
  const [shown, setShown] = useState<Shown>({ preview: null, message: '' })
  const took = useRef(0)

  useEffect(() => {
    if (!looking) return
    const calling = new AbortController()
    const wait = shown.preview === null ? 0 : Math.max(pause, took.current * 2)
    const timer = window.setTimeout(async () => {
      const begun = performance.now()
      const source = read()
      const answer = await askPreview(postId, source, calling.signal)
      if (calling.signal.aborted) return
      took.current = performance.now() - begun
      if (answer === null) setShown((before) => ({ ...before, message: 'The preview cannot be reached just now.' }))
      else if ('message' in answer) setShown((before) => ({ ...before, message: answer.message }))
      else setShown({ preview: { ...answer.preview, source }, message: '' })
    }, wait)
    return () => {
      clearTimeout(timer)
      calling.abort()
    }
    // What is read and how long it took are looked up when it is time.
  }, [postId, changes, looking])

  return shown
}
