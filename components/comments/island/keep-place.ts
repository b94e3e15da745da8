import type { OpenThread } from './open-thread.ts'

/** Changes the page in such a way that what is being read or written does not move. */
export function keepPlace(thread: OpenThread, change: () => void) {
  const held = beingRead(thread)
  const before = held?.getBoundingClientRect().top ?? 0
  const { style } = document.documentElement
  // Some browsers hold the place by themselves, and would do it once more.
  style.setProperty('overflow-anchor', 'none')
  change()
  if (held?.isConnected) window.scrollBy({ top: held.getBoundingClientRect().top - before, behavior: 'instant' })
  requestAnimationFrame(() => style.removeProperty('overflow-anchor'))
}

/** What has the focus, if it moves with the text; else the comment in the middle of the screen. */
function beingRead({ articles, root }: OpenThread): Element | null {
  const focused = document.activeElement
  if (focused && root.contains(focused) && !focused.closest('.thread-bar') && isInSight(focused)) return focused
  const seen = articles().filter(isInSight)
  const middle = seen.findLast((article) => article.getBoundingClientRect().top < window.innerHeight / 2)
  return middle ?? seen[0] ?? root.querySelector('#reply')
}

export function isInSight(element: Element): boolean {
  const { top, bottom, height } = element.getBoundingClientRect()
  return height > 0 && bottom > 0 && top < window.innerHeight
}
