import { useEffect, useRef, useState } from 'react'
import { readingMinutes } from '#lib/posts/reading-minutes.ts'
import { estimateWords } from './estimate-words.ts'

/** In milliseconds: a glance after the last key. A text that took longer to count is counted less often. */
const pause = 200

type Counted = { words: number; source: string }

/**
 * How long the text is while it is written: what the server counted last, and what was written or taken out since.
 * @param counted by the server, and of which text
 * @param changes counts what was written
 */
export function useLength(counted: Counted, lang: string, read: () => string, changes: number): { words: number; minutes: number } {
  const [words, setWords] = useState(counted.words)
  const [before, took] = [useRef({ source: '', words: 0 }), useRef(0)]
  useEffect(() => {
    const count = () => {
      const begun = performance.now()
      const source = read()
      if (before.current.source !== counted.source) before.current = { source: counted.source, words: estimateWords(counted.source) }
      setWords(source === counted.source ? counted.words : Math.max(0, counted.words + estimateWords(source) - before.current.words))
      took.current = performance.now() - begun
    }
    const timer = setTimeout(count, Math.max(pause, took.current * 4))
    return () => clearTimeout(timer)
    // What is read is looked up when it is time.
  }, [counted, changes])
  return { words, minutes: readingMinutes(words, lang) }
}
