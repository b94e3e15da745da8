import { latestNamed } from '#lib/comments/visits/latest-named.ts'
import { startFolds } from './folds.ts'
import { makeKeyHelp } from './key-help.ts'
import { keysAreOn } from './key-setting.ts'
import type { Does } from './key-table.ts'
import { listenForKeys } from './listen-keys.ts'
import { startLive } from './live-replies.ts'
import { markNewSince } from './mark-new.ts'
import { startMoves } from './moves.ts'
import { noteVisits } from './note-visits.ts'
import { approvedAt, openThread } from './open-thread.ts'
import type { OpenThread } from './open-thread.ts'
import { addFootBar, addHeadTools } from './tool-bars.ts'

/**
 * The one script of a conversation, over the markup that the server made: folding, keys, what is new, and replies that come in. All
 * of it is an extra, and whatever it shows it brings along itself.
 * @param root the section of the conversation; what it has to know stands in its data attributes (see thread-facts.ts)
 * @returns ends it, and takes out what it brought
 */
export function startThread(root: HTMLElement): () => void {
  const end = new AbortController()
  const thread = openThread(root, end.signal)
  const visits = noteVisits(thread)
  const head = addHeadTools(thread)
  const foot = addFootBar(thread)
  const folds = startFolds(thread)
  const moves = startMoves(thread, folds, foot.canGoBack)
  const help = makeKeyHelp(() => showKeys(root))
  thread.add(help, (element) => root.append(element))

  markNewSince(thread, visits.since)
  folds.arrange()
  showKeys(root)
  const live = startLive(thread, visits, {
    waiting: (count) => foot.waiting(count, latestNamed),
    shown: foot.shown,
    changed: folds.arrange,
    heard: (latest) => {
      if (!isWhole && root.dataset.signedIn === undefined) sayNewSince(latest.map(({ approved }) => approved), latestNamed - 1)
    },
  })

  // What is new to somebody without an account is counted here: on the page, if it holds all of the thread, else by what was approved last.
  const sayNewSince = (moments: (number | null)[], counted: number) => {
    const { since } = visits
    if (since !== null) head.sayNew(moments.filter((moment) => moment !== null && moment > since).length, counted, since)
  }
  const isWhole = root.dataset.whole !== undefined
  if (isWhole) sayNewSince(thread.articles().map(approvedAt), Infinity)
  else if (visits.since !== null && root.dataset.signedIn === undefined) live.ask()

  const acts: Record<Does, () => void> = {
    next: moves.next,
    previous: moves.previous,
    parent: moves.parent,
    back: moves.back,
    new: moves.new,
    show: () => void live.show(),
    fold: () => {
      const at = moves.here()
      if (!at) return thread.say('First choose a comment, with j.')
      folds.turn(at)
      moves.goTo(at)
    },
    reply: () => reply(thread, moves.here()),
    help: () => openHelp(help, moves),
  }
  listenForKeys(thread, help, (does) => acts[does]())
  listenForClicks(thread, (does) => acts[does]())
  listenForJumps(thread, moves, folds)
  openReply(root, end.signal)
  return () => end.abort()
}

/** Whoever was led to a comment is there again when the help closes; a browser returns only to what can always be focused. */
function openHelp(help: HTMLDialogElement, moves: ReturnType<typeof startMoves>) {
  const at = moves.here()
  if (at && at === document.activeElement) help.addEventListener('close', () => moves.goTo(at), { once: true })
  help.showModal()
}

/** Keys are printed only while they work. */
function showKeys(root: HTMLElement) {
  root.toggleAttribute('data-keys', keysAreOn())
}

function reply({ root, say }: OpenThread, at: HTMLElement | null) {
  const link = at?.querySelector<HTMLElement>('.comment-foot a[href*="reply"]')
  const field = root.querySelector<HTMLElement>('#reply textarea')
  if (link) link.click()
  else if (!at && field) field.focus()
  else say(at ? 'You cannot reply to this one.' : 'First choose a comment, with j.')
}

/** Whoever came to write finds the cursor in the field, but not before the page is complete: a browser that follows the # of its address takes the focus away. */
function openReply(root: HTMLElement, signal: AbortSignal) {
  const open = () => {
    if (location.hash !== '#reply' || document.activeElement !== document.body) return
    root.querySelector<HTMLElement>('#reply textarea')?.focus({ preventScroll: true })
  }
  if (document.readyState === 'complete') open()
  else window.addEventListener('load', open, { once: true, signal })
}

function listenForClicks({ root, signal }: OpenThread, act: (does: Does) => void) {
  root.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-does]') : null
    if (!button || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    act(button.dataset.does as Does)
  }, { signal })
}

/** A link to another comment of this page leads there as a key does: what is folded opens, and one can come back. */
function listenForJumps({ root, find, signal }: OpenThread, moves: ReturnType<typeof startMoves>, folds: ReturnType<typeof startFolds>) {
  root.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#comment-"]') : null
    const article = find(link?.getAttribute('href')?.slice('#comment-'.length))
    if (!article) return
    event.preventDefault()
    moves.leave()
    moves.goTo(article)
  }, { signal })
  const reveal = () => {
    const article = find(location.hash.slice('#comment-'.length))
    if (!article) return
    folds.reveal(article)
    if (article.getBoundingClientRect().top < 0) article.scrollIntoView({ block: 'start', behavior: 'instant' })
  }
  window.addEventListener('hashchange', reveal, { signal })
  reveal()
}
