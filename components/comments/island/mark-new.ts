import { make } from './make-element.ts'
import { approvedAt } from './open-thread.ts'
import type { OpenThread } from './open-thread.ts'

/** A word and a shape at the name, as the server writes them for people with an account. */
export function markNew(article: HTMLElement) {
  if (article.dataset.new !== undefined || article.querySelector('.muted-text')) return
  article.dataset.new = ''
  const mark = make('span', { class: 'new-mark' }, make('span', { class: 'visually-hidden' }, ', '), 'new')
  article.querySelector('h3')?.append(mark)
}

/** Marks what was approved after a moment; nothing before there was a first visit. */
export function markNewSince({ articles }: OpenThread, since: number | null) {
  if (since === null) return
  for (const article of articles()) if ((approvedAt(article) ?? 0) > since) markNew(article)
}
