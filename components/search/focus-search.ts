import { keysAreOn } from '#components/comments/island/key-setting.ts'

/**
 * `/` goes to the line to search by, as on many sites: never while somebody writes, with another key held, or when single keys are
 * turned off. @returns a function that ends it
 */
export function focusSearch(page: Document): () => void {
  const listening = new AbortController()
  page.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (!keysAreOn() || isElsewhere(event.target)) return
    const place = Array.from(page.querySelectorAll<HTMLElement>('[data-search]')).find((each) => each.checkVisibility())
    if (!place) return
    event.preventDefault()
    place.focus()
  }, { signal: listening.signal })
  return () => listening.abort()
}

function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.closest('textarea, select, input:not([type=checkbox], [type=radio]), dialog[open]') !== null
}
