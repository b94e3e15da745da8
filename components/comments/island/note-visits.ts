import { newSince, noteVisitAt } from '#lib/comments/visits/visit-rule.ts'
import { keepVisit, readKept } from './kept-visits.ts'
import type { OpenThread } from './open-thread.ts'
import { recall, remember } from './remember.ts'

/** Whoever goes on reading stays on the same visit: said again so often, in milliseconds, and when the page is left. */
const everySoOften = 10 * 60_000

const place = 'afterword.visits'

export type Visits = {
  /** After which moment an approval is new here; null on the first visit. */
  since: number | null
  /** Until when the page shows everything. */
  shownUntil: () => number
  /** What came in since has been shown. */
  showsUntil: (moment: number) => void
}

/** Says that this thread is being read: to the server for people with an account, to the browser for others. */
export function noteVisits({ root, slug, signal }: OpenThread): Visits {
  const signedIn = root.dataset.signedIn !== undefined
  const said = Date.parse(root.dataset.since ?? '')
  const since = signedIn ? (Number.isNaN(said) ? null : said) : keptSince(slug)
  let shown = Date.parse(root.dataset.shownUntil ?? '')

  const note = () => {
    if (signedIn) void sayVisit(slug, shown)
    else keepNote(slug, shown)
  }

  // A page that is made ready before anybody asks for it is not read yet.
  if (!document.hidden) note()
  document.addEventListener('visibilitychange', note, { signal })
  const timer = setInterval(() => !document.hidden && note(), everySoOften)
  signal.addEventListener('abort', () => clearInterval(timer))
  return {
    since,
    shownUntil: () => shown,
    showsUntil: (moment) => {
      shown = Math.max(shown, moment)
      note()
    },
  }
}

function keptSince(slug: string): number | null {
  const before = readKept(recall('localStorage', place))[slug]
  return before ? newSince(before, Date.now()) : null
}

function keepNote(slug: string, shown: number) {
  const kept = readKept(recall('localStorage', place))
  remember('localStorage', place, keepVisit(kept, slug, noteVisitAt(kept[slug] ?? null, shown, Date.now())))
}

/** Nobody waits for the answer; a visit that could not be noted leaves marks where they were. */
async function sayVisit(slug: string, shown: number) {
  const body = JSON.stringify({ shown: new Date(shown).toISOString() })
  await fetch(`/posts/${encodeURIComponent(slug)}/visit`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body, keepalive: true }).catch(() => {})
}
