import { postPath } from '#lib/posts/post-path.ts'
import { threadKeys } from './key-table.ts'
import type { Does } from './key-table.ts'
import { make } from './make-element.ts'
import type { OpenThread } from './open-thread.ts'
import { sayArrived, sayNew } from './say-thread.ts'

/** A button that does what a key does, with the key printed on it. */
function makeToolButton(does: Does, words: string): HTMLButtonElement {
  const key = make('kbd', { 'aria-hidden': 'true' }, threadKeys[does].key)
  return make('button', { type: 'button', class: 'thread-button', 'data-does': does, 'aria-keyshortcuts': threadKeys[does].key }, make('span', {}, words), key)
}

/** At the head of the conversation: what is new, and the keys. People with an account have the first from the server. */
export type HeadTools = { sayNew: (count: number, counted: number, since: number) => void }

export function addHeadTools(thread: OpenThread): HeadTools {
  const { root } = thread
  const head = make('p', { class: 'thread-tools' }, makeToolButton('help', 'Keys'))
  thread.add(head, (element) => {
    const line = root.querySelector('.conversation-follow')
    if (line) line.append(element)
    else (root.querySelector('.new-since') ?? root.querySelector('.conversation-count') ?? root.querySelector('h2'))?.after(element)
  })
  const known = root.querySelector<HTMLElement>('.next-new')
  if (known) {
    const key = make('kbd', { 'aria-hidden': 'true' }, threadKeys.new.key)
    known.setAttribute('aria-keyshortcuts', threadKeys.new.key)
    thread.add(key, (element) => known.append(element))
  }
  return {
    sayNew: (count, counted, since) => {
      if (count === 0 || root.querySelector('.next-new')) return
      const next = make('a', { class: 'next-new', 'data-does': 'new', href: `${postPath(thread.slug)}/new?since=${new Date(since).toISOString()}` }, 'Next new reply')
      next.append(make('kbd', { 'aria-hidden': 'true' }, threadKeys.new.key))
      next.setAttribute('aria-keyshortcuts', threadKeys.new.key)
      head.prepend(make('span', {}, `${sayNew(count, counted)}.`), next)
    },
  }
}

/** At the foot of the screen while the conversation is in sight, and only when it has something to say. */
export type FootBar = {
  waiting: (count: number, named: number) => void
  shown: (elsewhere: string | null) => void
  canGoBack: (can: boolean) => void
}

export function addFootBar(thread: OpenThread): FootBar {
  const arrived = makeToolButton('show', '')
  const onward = makeToolButton('new', 'Next new reply')
  const far = make('a', { class: 'thread-button' }, 'The rest stands on another page')
  const back = makeToolButton('back', 'Back to where you were')
  const bar = make('div', { class: 'thread-bar', role: 'group', 'aria-label': 'Since you opened this page' }, arrived, onward, far, back)
  const show = (element: HTMLElement, shown: boolean) => {
    element.hidden = !shown
    bar.hidden = [arrived, onward, far, back].every(({ hidden }) => hidden)
  }
  for (const each of [arrived, onward, far, back]) show(each, false)
  // Whoever writes keeps the field, and its keyboard, while they press.
  bar.addEventListener('pointerdown', (event) => event.preventDefault())
  thread.add(bar, (element) => thread.root.append(element))
  return {
    waiting: (count, named) => {
      arrived.querySelector('span')?.replaceChildren(`Show ${sayArrived(count, named)}`)
      show(arrived, count > 0)
    },
    shown: (elsewhere) => {
      const hadFocus = document.activeElement === arrived
      show(onward, true)
      if (hadFocus) onward.focus({ preventScroll: true })
      show(arrived, false)
      if (elsewhere) far.href = elsewhere
      show(far, elsewhere !== null)
    },
    canGoBack: (can) => show(back, can),
  }
}
