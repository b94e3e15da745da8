/** What the parts of a thread’s script share. */
export type OpenThread = {
  root: HTMLElement
  slug: string
  /** Ends every listener when the page lets go of the script. */
  signal: AbortSignal
  /** Every comment of the page, in its order. */
  articles: () => HTMLElement[]
  /** The article of a comment, if it is on this page. */
  find: (id: string | undefined) => HTMLElement | null
  /** Has something read out, and nothing shown. */
  say: (words: string) => void
  /** Puts something of the script’s own into the page, to be taken out when the script ends. */
  add: (element: HTMLElement, put: (element: HTMLElement) => void) => void
}

export function openThread(root: HTMLElement, signal: AbortSignal): OpenThread {
  const add: OpenThread['add'] = (element, put) => {
    put(element)
    signal.addEventListener('abort', () => element.remove())
  }
  return {
    root,
    slug: root.dataset.thread ?? '',
    signal,
    articles: () => [...root.querySelectorAll<HTMLElement>('article[data-comment]')],
    find: (id) => (id ? root.querySelector<HTMLElement>(`article[data-comment="${CSS.escape(id)}"]`) : null),
    say: (words) => root.querySelector('[data-thread-status]')?.replaceChildren(words),
    add,
  }
}

export function idOf(article: Element): string {
  return article instanceof HTMLElement ? (article.dataset.comment ?? '') : ''
}

/** When a comment was approved, in milliseconds; null for what readers do not see, or not any more. */
export function approvedAt({ dataset }: HTMLElement): number | null {
  const moment = Date.parse(dataset.approved ?? '')
  return Number.isNaN(moment) || dataset.gone !== undefined ? null : moment
}

/** The words of its heading, without the mark that it is new. */
export function headingOf(article: HTMLElement): string {
  const heading = article.querySelector('[data-gone-words], .muted-text:not([open]) > summary') ?? article.querySelector('h3')
  const words = [...(heading?.childNodes ?? [])].filter((node) => !(node instanceof Element && node.matches('.new-mark')))
  return words.map((node) => node.textContent).join('').trim()
}
