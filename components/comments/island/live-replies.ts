import { latestNamed } from '#lib/comments/visits/latest-named.ts'
import { askLatest } from './ask-latest.ts'
import { compareLatest, shownWith } from './compare-latest.ts'
import type { Approved } from './compare-latest.ts'
import { graft, removeDoubles } from './graft.ts'
import { keepPlace } from './keep-place.ts'
import { markNew } from './mark-new.ts'
import { startMuted } from './muted-latest.ts'
import { approvedAt, idOf } from './open-thread.ts'
import type { OpenThread } from './open-thread.ts'
import { sayArrived } from './say-thread.ts'
import { goneArticles, putBack, takeAway } from './take-away.ts'
import type { Visits } from './note-visits.ts'

type Told = {
  /** So many wait behind the button, from 0. */
  waiting: (count: number) => void
  /** They are in the page; those that stand on other pages are reached by the address. */
  shown: (elsewhere: string | null) => void
  /** Something in the page has changed. */
  changed: () => void
  /** The latest approvals, whenever they are heard. */
  heard: (latest: Approved[]) => void
}

export type LiveReplies = { show: () => Promise<void>; ask: () => void }

/** Replies that are approved while the page is open wait behind a button; what is taken back goes at once, in its place. */
export function startLive(thread: OpenThread, visits: Visits, told: Told): LiveReplies {
  const elsewhere = new Set<string>()
  const mutedOf = startMuted(thread)
  let latest: Approved[] = []
  let arrived: string[] = []
  /** Until when the page shows everything once `arrived` is in it. */
  let arrivedUntil = visits.shownUntil()

  const ask = askLatest(thread.slug, thread.signal, async (heard) => {
    latest = heard
    told.heard(heard)
    compare(await mutedOf(lookAt().arrived))
  })

  /** What this page lacks, and what it still shows. */
  const lookAt = () => {
    const shown = thread.articles().flatMap((article) => ({ id: idOf(article), approved: approvedAt(article) ?? -1 })).filter(({ approved }) => approved >= 0)
    const own = thread.articles().filter((article) => article.matches('.comment-own')).map(idOf)
    return compareLatest(latest, { shown, known: new Set([...own, ...elsewhere]), shownUntil: visits.shownUntil() }, latest.length < latestNamed)
  }

  const compare = (muted: ReadonlySet<string>) => {
    for (const article of goneArticles(thread)) if (latest.some(({ id, approved }) => id === idOf(article) && approved === momentOf(article))) putBack(article)
    const { arrived: all, gone } = lookAt()
    const now = all.filter((id) => !muted.has(id))
    for (const id of gone) remove(id)
    const more = now.filter((id) => !arrived.includes(id)).length > 0
    if (now.length !== arrived.length || more) told.waiting(now.length)
    if (more) thread.say(`${sayArrived(now.length, latestNamed)}. They can be shown with the button at the foot of the screen.`)
    arrived = now
    arrivedUntil = shownWith(latest, visits.shownUntil(), latest.length < latestNamed)
  }

  const remove = (id: string) => {
    const article = thread.find(id)
    if (!article) return
    keepPlace(thread, () => takeAway(article))
    thread.say('A reply on this page was taken away.')
    told.changed()
  }

  const show = async () => {
    // More may be heard of while the page is fetched; that goes on waiting.
    const [wanted, until] = [arrived, arrivedUntil]
    if (wanted.length === 0) return thread.say('Nothing new has come in.')
    const fresh = await fetchPage()
    if (!fresh) return thread.say('The new replies could not be fetched. Please try again.')
    keepPlace(thread, () => {
      const here = graft(thread, fresh, wanted)
      here.forEach(markNew)
      for (const id of wanted) if (!here.some((article) => idOf(article) === id)) elsewhere.add(id)
      told.changed()
    })
    visits.showsUntil(until)
    arrived = arrived.filter((id) => !wanted.includes(id))
    const far = wanted.find((id) => elsewhere.has(id))
    told.shown(far ? `/c/${far}` : null)
    if (arrived.length > 0) told.waiting(arrived.length)
    thread.say(far ? 'Those of this page are in their places; others stand on other pages.' : 'They are in their places.')
  }

  const observer = new MutationObserver(() => removeDoubles(thread))
  observer.observe(thread.root, { childList: true, subtree: true })
  thread.signal.addEventListener('abort', () => observer.disconnect())
  return { show, ask }
}

function momentOf({ dataset }: HTMLElement): number {
  return Date.parse(dataset.approved ?? '')
}

/** This page as the server makes it now, for this very reader. */
async function fetchPage(): Promise<Document | null> {
  try {
    const answer = await fetch(location.pathname + location.search, { headers: { Accept: 'text/html' } })
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null
  } catch {
    return null
  }
}
