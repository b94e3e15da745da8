import { markNew } from './mark-new.ts'
import { idOf } from './open-thread.ts'
import type { OpenThread } from './open-thread.ts'

/**
 * Brings comments into the page from the same page as the server makes it now, each at its place there. So what comes in is what a
 * reader would see who loads the page, in the server’s own markup.
 * @returns the articles that came in; the others stand on other pages
 */
export function graft(thread: OpenThread, fresh: Document, wanted: string[]): HTMLElement[] {
  const root = fresh.getElementById(thread.root.id)
  const theirs = [...(root?.querySelectorAll<HTMLElement>('article[data-comment]') ?? [])].filter((article) => wanted.includes(idOf(article)))
  for (const article of theirs) bringIn(thread, article)
  copyCount(thread.root, root)
  return theirs.flatMap((article) => thread.find(idOf(article)) ?? [])
}

function bringIn(thread: OpenThread, article: HTMLElement) {
  const ours = thread.find(idOf(article))
  if (ours) return putText(ours, article)
  const item = article.closest('li')
  if (!item) return
  const list = listFor(thread, item)
  const copy = document.importNode(item, true)
  copy.dataset.grafted = ''
  // What hangs on it and is here already keeps its place.
  for (const each of copy.querySelectorAll('article[data-comment]')) if (thread.find(idOf(each))) each.closest('li')?.remove()
  const before = nearestBefore(thread, item)
  if (before?.parentElement === list) before.after(copy)
  else list.prepend(copy)
}

/** It was here, and gone: its text comes back into the same article. */
function putText(ours: HTMLElement, theirs: HTMLElement) {
  const { approved = '' } = theirs.dataset
  ours.dataset.approved = approved
  delete ours.dataset.gone
  ours.replaceChildren(...[...theirs.childNodes].map((node) => document.importNode(node, true)))
}

/** The list that a comment stands in: the same one here, or one like it where nothing hung before. */
function listFor(thread: OpenThread, item: HTMLElement): HTMLElement {
  const list = item.parentElement
  const above = list?.closest('li')?.querySelector<HTMLElement>(':scope > article')
  const parent = above ? thread.find(idOf(above))?.closest('li') : null
  const known = parent ? parent.querySelector<HTMLElement>(':scope > details.branch > ol') : thread.root.querySelector<HTMLElement>('ol.thread')
  if (known) return known
  const made = document.importNode(list ?? item, false)
  if (parent) parent.append(likeFold(list?.parentElement, made))
  else putThread(thread.root, made)
  return made
}

/** A fold around a list, as there is one around theirs. */
function likeFold(theirs: Element | null | undefined, list: HTMLElement): Element {
  if (!theirs?.matches('details.branch')) return list
  const made = document.importNode(theirs, false)
  const summary = theirs.querySelector(':scope > summary')
  made.append(...(summary ? [document.importNode(summary, true)] : []), list)
  return made
}

/** The first replies of all stand where the conversation begins, before the place to write. */
function putThread(root: HTMLElement, list: HTMLElement) {
  const form = root.querySelector(':scope > #reply, :scope > .reply-closed')
  if (form) form.before(list)
  else root.append(list)
}

/** The comment of the same list that stands last before it and is here too. */
function nearestBefore(thread: OpenThread, item: Element): Element | null {
  for (let before = item.previousElementSibling; before; before = before.previousElementSibling) {
    const article = before.querySelector(':scope > article')
    const ours = article && thread.find(idOf(article))?.closest('li')
    if (ours) return ours
  }
  return null
}

/** `14 replies` stays true; the nodes are those of the page, so that whoever made them still knows them. */
function copyCount(ours: Element, theirs: Element | null) {
  const [here, there] = [ours, theirs].map((root) => root?.querySelector('p.conversation-count, .conversation-count > p')?.firstChild)
  if (here instanceof Text && there instanceof Text && here.data !== there.data) here.data = there.data
}

/** What the framework has meanwhile put into the page itself stands there once. Who was at the one is at the other. */
export function removeDoubles({ root }: OpenThread) {
  for (const item of root.querySelectorAll<HTMLElement>('li[data-grafted]')) {
    const ours = item.querySelector<HTMLElement>(':scope > article')
    const twins = [...root.querySelectorAll<HTMLElement>(`article[data-comment="${CSS.escape(idOf(ours ?? item))}"]`)]
    const theirs = twins.find((article) => !article.closest('[data-grafted]'))
    if (!ours || !theirs) continue
    if (ours.dataset.new !== undefined) markNew(theirs)
    if (ours.contains(document.activeElement)) handFocus(ours, theirs)
    item.remove()
  }
  for (const fold of root.querySelectorAll('details.branch')) if (!fold.querySelector('article')) fold.remove()
}

/** To the same link or button of the other, or to the comment itself. */
function handFocus(ours: HTMLElement, theirs: HTMLElement) {
  const controls = (article: HTMLElement) => [...article.querySelectorAll<HTMLElement>('a, button, summary')]
  const place = controls(ours).findIndex((control) => control === document.activeElement)
  const control = controls(theirs)[place]
  if (!control) {
    theirs.tabIndex = -1
    if (ours.dataset.here !== undefined) theirs.dataset.here = ''
  }
  (control ?? theirs).focus({ preventScroll: true })
}
