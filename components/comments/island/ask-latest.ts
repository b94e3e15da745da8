import type { Approved } from './compare-latest.ts'

/** Asked this often while somebody is there, in milliseconds; never all pages at once. */
const askEvery = 20_000
/** Whoever has not touched the page for so long is not reading. */
const awake = 5 * 60_000
/** After a failure it is asked half as often, and so on down to this. */
const longestPause = 5 * 60_000

const signsOfLife = ['pointermove', 'pointerdown', 'keydown', 'scroll', 'focus'] as const

/**
 * Asks what was approved last in a thread, again and again while the page is in sight and somebody is there. The answer is the same
 * for everybody, so it is asked without a cookie and may come from any cache that asks back.
 * @returns asks at once
 */
export function askLatest(slug: string, signal: AbortSignal, tell: (latest: Approved[]) => Promise<void>): () => void {
  let failures = 0
  let over = false
  let lifeAt = performance.now()
  let timer: ReturnType<typeof setTimeout> | undefined

  const plan = () => {
    clearTimeout(timer)
    const pause = Math.min(longestPause, askEvery * 2 ** failures) * (0.8 + Math.random() * 0.4)
    if (!signal.aborted && !over) timer = setTimeout(() => void ask(), pause)
  }

  const ask = async () => {
    clearTimeout(timer)
    if (document.hidden || performance.now() - lifeAt > awake) return
    try {
      const answer = await fetch(`/posts/${encodeURIComponent(slug)}/latest`, { credentials: 'omit', signal })
      over = answer.status === 404
      if (!answer.ok) throw new Error(String(answer.status))
      await tell(readLatest(await answer.json()))
      failures = 0
    } catch {
      failures++
    }
    plan()
  }

  /** Whoever comes back to a page that has long been silent is told at once. */
  const live = () => {
    const away = performance.now() - lifeAt > awake
    lifeAt = performance.now()
    if (away) void ask()
  }

  for (const sign of signsOfLife) window.addEventListener(sign, live, { passive: true, capture: true, signal })
  document.addEventListener('visibilitychange', () => {
    lifeAt = performance.now()
    if (!document.hidden) void ask()
  }, { signal })
  signal.addEventListener('abort', () => clearTimeout(timer))
  plan()
  return () => void ask()
}

function readLatest(answer: { latest: { id: string; approved: string }[] }): Approved[] {
  return answer.latest.map(({ id, approved }) => ({ id, approved: Date.parse(approved) }))
}
