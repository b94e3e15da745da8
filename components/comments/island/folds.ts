import { idOf } from './open-thread.ts'
import type { OpenThread } from './open-thread.ts'
import { recall, remember } from './remember.ts'
import { sayFold } from './say-thread.ts'

export type Folds = {
  /** Folds the replies to a comment away, or shows them again. */
  turn: (article: HTMLElement) => void
  /** Opens every fold that a comment is below. */
  reveal: (article: HTMLElement) => void
  /** How many replies are folded below a comment. */
  foldedBelow: (article: HTMLElement) => number
  /** Says on each fold what is in it: after anything has changed. */
  arrange: () => void
}

/** The branches of a page, which fold without a script, are turned by key, counted, and found as they were left. */
export function startFolds(thread: OpenThread): Folds {
  const place = `afterword.folds.${thread.slug}`
  const branches = () => [...thread.root.querySelectorAll<HTMLDetailsElement>('details.branch')]

  const arrange = () => branches().forEach(nameFold)

  // In the order in which they were left: those of this page last, so that a long list forgets the oldest.
  const keep = () => {
    const here = new Map(branches().map((branch) => [idOfFold(branch), branch.open]))
    const others = readFolded(place).filter((id) => !here.has(id))
    remember('sessionStorage', place, [...others, ...[...here].filter(([, open]) => !open).map(([id]) => id)])
  }

  const folded = new Set(readFolded(place))
  for (const branch of branches()) if (folded.has(idOfFold(branch))) branch.open = false
  arrange()
  thread.root.addEventListener('toggle', ({ target }) => {
    if (!(target instanceof HTMLDetailsElement) || !target.matches('.branch')) return
    nameFold(target)
    keep()
  }, { capture: true, signal: thread.signal })

  return {
    turn: (article) => {
      const branch = foldOf(article)
      if (branch) branch.open = !branch.open
      else thread.say('No replies hang on this one.')
    },
    reveal: (article) => {
      for (const branch of branches()) if (branch.contains(article)) branch.open = true
    },
    foldedBelow: (article) => {
      const branch = foldOf(article)
      return branch && !branch.open ? countIn(branch).replies : 0
    },
    arrange,
  }
}

/** Whether a comment is to be seen, or folded away. */
export function isFolded(article: Element): boolean {
  return article.closest('details.branch:not([open])') !== null
}

function foldOf(article: Element): HTMLDetailsElement | null {
  return article.parentElement?.querySelector<HTMLDetailsElement>(':scope > details.branch') ?? null
}

function idOfFold(branch: Element): string {
  return idOf(branch.parentElement?.querySelector(':scope > article') ?? branch)
}

function countIn(branch: Element) {
  const articles = [...branch.querySelectorAll<HTMLElement>('article[data-comment]')].filter((article) => !article.querySelector('.comment-gone'))
  return { replies: articles.length, fresh: articles.filter(({ dataset }) => dataset.new !== undefined).length }
}

/** The words are changed in the node that holds them, so that whoever made it still knows it. */
function nameFold(branch: HTMLDetailsElement) {
  const words = branch.querySelector(':scope > summary')?.firstChild
  if (words instanceof Text) words.data = sayFold({ ...countIn(branch), folded: !branch.open })
}

function readFolded(place: string): string[] {
  const kept = recall('sessionStorage', place)
  return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []
}
