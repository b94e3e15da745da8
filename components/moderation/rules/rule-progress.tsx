'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useState } from 'react'
import { useKeptFocus } from '#components/moderation/bulk/use-kept-focus.ts'

/** In milliseconds. Ears get a sentence less often than eyes. */
const lookEvery = 700
const sayEvery = 6_000

type Props = {
  headingId: string
  /** Null while nothing is on its way. */
  progress: { examined: number; total: number } | null
  /** What came of it, in a sentence; empty until then. Read out when it comes, not when it was there already. */
  sum: string
}

/** How far a rehearsal came. The page looks again by itself; without a script a link does. */
export function RuleProgress({ headingId, progress, sum }: Props) {
  const router = useRouter()
  const [said, setSaid] = useState('')
  const running = progress !== null
  const [was, setWas] = useState({ running, sum, news: running })
  if (was.running !== running || was.sum !== sum) {
    setWas({ running, sum, news: true })
    setSaid('')
  }
  useKeptFocus(headingId)

  const sentence = progress ? `${progress.examined.toLocaleString('en-GB')} of ${progress.total.toLocaleString('en-GB')} decisions.` : ''
  const say = useEffectEvent(() => setSaid(sentence))
  useEffect(() => {
    if (!running) return
    const timers = [setInterval(() => router.refresh(), lookEvery), setInterval(() => say(), sayEvery)]
    return () => timers.forEach(clearInterval)
  }, [running, router])

  return (
    <>
      {progress && (
        <div className="rule-progress">
          <progress max={Math.max(1, progress.total)} value={progress.examined} aria-label="Rehearsal" />
          <p>
            {sentence}{' '}
            <noscript>
              <a href="">Look again</a>
            </noscript>
          </p>
        </div>
      )}
      <p className="visually-hidden" role="status">
        {running ? said : was.news && sum}
      </p>
    </>
  )
}
