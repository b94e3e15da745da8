/** How far down the window a section begins to be the one that is read, as a share of its height. */
const readingLine = 0.3

/**
 * Marks in the contents of the margin the section that is being read, with `aria-current`, and keeps the mark in sight where the
 * contents are longer than the window. The page itself never moves. Ends what it began when called.
 */
export function followReader(page: Document): () => void {
  const contents = page.querySelector<HTMLElement>('.contents-follow')
  const view = page.defaultView
  if (!contents || !view) return () => {}
  const sections = [...contents.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')].flatMap((link) => {
    const heading = page.getElementById(decodeURIComponent(link.hash.slice(1)))
    return heading ? [{ link, heading }] : []
  })
  let marked: HTMLAnchorElement | undefined
  let asked = 0

  const mark = () => {
    asked = 0
    const line = view.innerHeight * readingLine
    const link = sections.findLast(({ heading }) => heading.getBoundingClientRect().top <= line)?.link
    if (link === marked) return
    marked?.removeAttribute('aria-current')
    link?.setAttribute('aria-current', 'true')
    marked = link
    keepInSight(contents, link ?? contents)
  }
  const soon = () => (asked ||= view.requestAnimationFrame(mark))

  mark()
  view.addEventListener('scroll', soon, { passive: true })
  view.addEventListener('resize', soon, { passive: true })
  return () => {
    view.removeEventListener('scroll', soon)
    view.removeEventListener('resize', soon)
    view.cancelAnimationFrame(asked)
    marked?.removeAttribute('aria-current')
  }
}

/** Scrolls the list, never the page: `scrollIntoView` would move both. */
function keepInSight(list: HTMLElement, item: HTMLElement) {
  if (item === list) return list.scrollTo({ top: 0 })
  const [frame, line] = [list.getBoundingClientRect(), item.getBoundingClientRect()]
  const air = line.height * 2
  if (line.top < frame.top + air) list.scrollBy({ top: line.top - frame.top - air })
  else if (line.bottom > frame.bottom - air) list.scrollBy({ top: line.bottom - frame.bottom + air })
}
