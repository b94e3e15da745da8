import { make } from './make-element.ts'
import type { OpenThread } from './open-thread.ts'

/**
 * A comment that is not published any more: its place stays, its words go, and nobody is moved. The framework keeps the nodes that it
 * made; they are only hidden.
 */
export function takeAway(article: HTMLElement) {
  const holdsFocus = article.contains(document.activeElement) && document.activeElement !== article
  article.dataset.gone = ''
  for (const child of article.children) child.setAttribute('hidden', '')
  article.append(make('p', { class: 'comment-gone', 'data-gone-words': '' }, 'A comment that is no longer here.'))
  if (!holdsFocus) return
  article.tabIndex = -1
  article.focus({ preventScroll: true })
}

/** What was taken away by mistake is back, as it was. */
export function putBack(article: HTMLElement) {
  delete article.dataset.gone
  article.querySelector('[data-gone-words]')?.remove()
  for (const child of article.children) child.removeAttribute('hidden')
}

export function goneArticles({ articles }: OpenThread): HTMLElement[] {
  return articles().filter(({ dataset }) => dataset.gone !== undefined)
}
