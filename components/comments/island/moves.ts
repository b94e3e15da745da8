import { isFolded } from './folds.ts'
import type { Folds } from './folds.ts'
import { isInSight } from './keep-place.ts'
import { headingOf, idOf } from './open-thread.ts'
import type { OpenThread } from './open-thread.ts'
import { sayStanding } from './say-thread.ts'

export type Moves = {
  /** The comment one is at: where the focus is, or was last and still is in sight. */
  here: () => HTMLElement | null
  goTo: (article: HTMLElement) => void
  next: () => void
  previous: () => void
  parent: () => void
  back: () => void
  new: () => void
  /** Before a jump: the place that one can be brought back to. */
  leave: () => void
}

/** Places that one can be brought back to; nobody goes back further. */
const mostPlaces = 20

/** Moving through a conversation, by focus. Nothing glides: the page is there or here. */
export function startMoves(thread: OpenThread, folds: Folds, onLeave: (canGoBack: boolean) => void): Moves {
  const { root, say, find, signal } = thread
  const left: { id: string; top: number }[] = []
  let last: HTMLElement | null = null

  const shown = () => thread.articles().filter((article) => !isFolded(article))

  const focused = () => document.activeElement?.closest<HTMLElement>('article[data-comment]') ?? null

  const here = () => {
    const at = focused()
    if (at && root.contains(at)) return at
    return last?.isConnected && isInSight(last) ? last : null
  }

  const arrive = (article: HTMLElement, top?: number) => {
    folds.reveal(article)
    last = article
    article.tabIndex = -1
    article.dataset.here = ''
    article.focus({ preventScroll: true })
    const box = article.getBoundingClientRect()
    if (top !== undefined) window.scrollBy({ top: box.top - top, behavior: 'instant' })
    else if (box.top < 0 || box.bottom > window.innerHeight) article.scrollIntoView({ block: 'start', behavior: 'instant' })
    const all = shown()
    const isNew = article.dataset.new !== undefined
    say(sayStanding({ heading: headingOf(article), place: all.indexOf(article) + 1, of: all.length, isNew, folded: folds.foldedBelow(article) }))
  }

  // Only what was led to can be focused; a click into a text marks nothing.
  root.addEventListener('focusout', ({ target }) => {
    if (!(target instanceof HTMLElement) || target.dataset.here === undefined) return
    target.removeAttribute('tabindex')
    delete target.dataset.here
  }, { signal })

  const step = (by: 1 | -1, end: string) => {
    const all = shown()
    const at = here()
    const next = at ? all[all.indexOf(at) + by] : firstInSight(all, by)
    if (next) arrive(next)
    else say(all.length === 0 ? 'There are no replies yet.' : end)
  }

  const leave = () => {
    const at = here()
    if (!at) return
    left.push({ id: idOf(at), top: at.getBoundingClientRect().top })
    if (left.length > mostPlaces) left.shift()
    onLeave(true)
  }

  return {
    here,
    goTo: arrive,
    leave,
    next: () => step(1, 'This is the last comment on this page.'),
    previous: () => step(-1, 'This is the first comment on this page.'),
    parent: () => {
      const at = here()
      const parent = find(at?.dataset.parent)
      const elsewhere = at?.querySelector<HTMLAnchorElement>('.in-reply-to a[href^="/c/"]')
      if (parent) {
        leave()
        arrive(parent)
      } else if (elsewhere) elsewhere.click()
      else say(at ? 'This one answers the essay.' : 'First choose a comment, with j.')
    },
    back: () => {
      const place = left.pop()
      const article = find(place?.id)
      onLeave(left.length > 0)
      if (place && article) arrive(article, place.top)
      else say('There is nothing to go back to.')
    },
    new: () => {
      const all = thread.articles()
      const at = here()
      const fresh = all.filter(({ dataset }) => dataset.new !== undefined && dataset.gone === undefined)
      const next = at ? fresh.find((article) => all.indexOf(article) > all.indexOf(at)) : fresh[0]
      const elsewhere = root.dataset.whole === undefined ? root.querySelector<HTMLAnchorElement>('.next-new[href]') : null
      if (next) arrive(next)
      else if (elsewhere) location.assign(after(elsewhere.href, fresh.at(-1) ?? at))
      else if (fresh[0]) arrive(fresh[0])
      else say('There is nothing new.')
    },
  }
}

/** Where one begins who has not been led anywhere yet: at what is on the screen, or at the beginning. */
function firstInSight(all: HTMLElement[], by: 1 | -1): HTMLElement | undefined {
  const begins = all.findIndex((article) => article.getBoundingClientRect().top >= -1)
  if (by === -1) return all[begins - 1] ?? all[0]
  return begins === -1 ? all.at(-1) : all[begins]
}

function after(address: string, article: HTMLElement | null): string {
  const url = new URL(address)
  if (article) url.searchParams.set('after', idOf(article))
  return url.href
}
