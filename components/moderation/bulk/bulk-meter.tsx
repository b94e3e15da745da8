'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useState } from 'react'
import { isRunning, sayProgress } from '#components/moderation/bulk/say-bulk.ts'
import { useKeptFocus } from '#components/moderation/bulk/use-kept-focus.ts'
import type { BulkLine, BulkProgress } from '#lib/moderation/bulk/read-bulk.ts'

/** In milliseconds. Ears get a sentence less often than eyes. */
const askEvery = 1_000
const sayEvery = 6_000

type Props = { id: string; progress: BulkProgress; of: Pick<BulkLine, 'action' | 'stoppedBy'> }

/** How far a bulk came, asked anew every second while it runs. The page around it is loaded anew when it ends. */
export function BulkMeter({ id, progress, of }: Props) {
  const router = useRouter()
  useKeptFocus('bulk-title')
  // What was asked belongs to the page it was asked from; a newer page knows better.
  const [asked, setAsked] = useState<{ from: BulkProgress; progress: BulkProgress; lost: boolean } | null>(null)
  const [said, setSaid] = useState('')
  const fresh = asked?.from === progress ? asked : null
  const now = fresh?.progress ?? progress
  const sentence = `${sayProgress(now, of)}${fresh?.lost ? ' The server does not answer just now; it goes on from there.' : ''}`
  const running = isRunning(progress)

  const ask = useEffectEvent(async () => {
    const answer = await askProgress(id)
    setAsked({ from: progress, progress: answer ?? now, lost: answer === null })
    if (answer && !isRunning(answer)) router.refresh()
  })
  const say = useEffectEvent(() => setSaid(sentence))

  useEffect(() => {
    if (!running) return
    const timers = [setInterval(() => void ask(), askEvery), setInterval(() => say(), sayEvery)]
    return () => timers.forEach(clearInterval)
  }, [running, id])

  return (
    <div className="bulk-meter">
      <progress max={Math.max(now.total, 1)} value={now.done + now.skipped} aria-label="Done" />
      <p>{sentence}</p>
      <p className="visually-hidden" role="status">
        {running ? said : sentence}
      </p>
    </div>
  )
}

/** Null while the server does not answer: it may be starting anew, and the bulk goes on after. */
async function askProgress(id: string): Promise<BulkProgress | null> {
  try {
    const answer = await fetch(`/moderation/bulk/${id}/progress`, { cache: 'no-store' })
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}
