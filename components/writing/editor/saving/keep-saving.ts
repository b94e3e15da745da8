import type { EssayDraft } from './essay-draft.ts'
import { dropCopy, writeCopy } from './local-copy.ts'
import type { CopyPlace } from './local-copy.ts'
import { afterEvent, beginSaving, isKept, nextSave } from './save-state.ts'
import type { SaveEvent, SaveState } from './save-state.ts'
import { farewellBytes, sendDraft } from './send-draft.ts'
import type { SaveAnswer } from './send-draft.ts'

export type Keeping = {
  place: CopyPlace
  version: number
  /** When the server last kept this essay, in milliseconds; null when it has nothing yet. */
  keptAt: number | null
  /** The text of that version. */
  draft: EssayDraft
  /** The form as it is now. */
  read: () => EssayDraft
}

/** What the page is told: what is known of keeping, whether this browser has a copy, and what came back; `asked` to the press of a button. */
export type Told = { state: SaveState; copied: boolean; answer: SaveAnswer | null; asked: boolean }

/** In milliseconds: a copy in this browser is made so soon after a key. */
const copyPause = 400

export type Keeper = ReturnType<typeof keepSaving>

/**
 * Keeps an essay while it is being written: a copy in this browser nearly at once, and soon after on the server. One saving at a time;
 * what fails is tried again, by itself, when the connection comes back and when the writer comes back.
 */
export function keepSaving({ place, version, keptAt, draft: printed, read }: Keeping, tell: (told: Told) => void) {
  let state = beginSaving(version, keptAt)
  /** What the server had when last heard of, and what was sent and may have arrived. */
  let base = printed
  let sent: EssayDraft | null = null
  let copied = true
  let timer: number | undefined
  let copyTimer: number | undefined
  const listening = new AbortController()

  const hear = (event: SaveEvent, answer: SaveAnswer | null = null, asked = false) => {
    state = afterEvent(state, event)
    tell({ state, copied, answer, asked })
    schedule()
  }

  function schedule(): void {
    clearTimeout(timer)
    const at = nextSave(state)
    if (at !== null) timer = window.setTimeout(() => void save(), Math.max(0, at - Date.now()))
  }

  async function save(keepalive = false): Promise<void> {
    const at = nextSave(state)
    if (at === null || (at > Date.now() && !keepalive)) return schedule()
    const draft = state.unsure !== null && sent ? sent : read()
    const { asked } = state
    sent = draft
    hear({ kind: 'sent' })
    understand(await sendDraft(draft, { postId: place.postId, version: state.version, reason: asked ? 'saved' : 'autosave', keepalive }), draft, asked)
  }

  function understand(answer: SaveAnswer, draft: EssayDraft, asked: boolean): void {
    const at = Date.now()
    if (listening.signal.aborted) return
    if (answer.kind === 'kept') {
      // Works that were not kept are not what the server has.
      base = answer.worksKept ? draft : { ...draft, works: base.works }
      hear({ kind: 'kept', version: answer.version, at }, answer, asked)
      if (isKept(state)) forgetCopy()
    } else if (answer.kind === 'failed') hear({ ...answer, at }, answer)
    else if (answer.kind === 'signed-out') hear({ kind: 'signed-out', at }, answer)
    else if (answer.kind === 'refused') hear({ kind: 'refused', asked }, answer, asked)
    else hear({ kind: 'conflict' }, answer)
  }

  function forgetCopy(): void {
    clearTimeout(copyTimer)
    dropCopy(place)
  }

  function copyNow(): void {
    clearTimeout(copyTimer)
    if (isKept(state)) return
    const had = copied
    copied = writeCopy(place, { ...read(), version: state.version, at: Date.now() })
    if (had !== copied) tell({ state, copied, answer: null, asked: false })
  }

  const onReturn = () => {
    if (document.visibilityState === 'visible') hear({ kind: 'returned', at: Date.now() })
  }
  /** The page may never come back. What is small goes on its way by itself; the copy in this browser has all of it. */
  const onHidden = () => {
    if (document.visibilityState !== 'hidden') return
    copyNow()
    const small = JSON.stringify(read()).length * 3 < farewellBytes
    if (small && !isKept(state) && !state.trouble) void save(true)
  }
  /** Nothing has it: then the browser asks before it closes the page. */
  const onLeave = (event: BeforeUnloadEvent) => {
    copyNow()
    if (!isKept(state) && !copied) event.preventDefault()
  }

  const { signal } = listening
  window.addEventListener('online', () => hear({ kind: 'returned', at: Date.now() }), { signal })
  window.addEventListener('focus', onReturn, { signal })
  document.addEventListener('visibilitychange', onReturn, { signal })
  document.addEventListener('visibilitychange', onHidden, { signal })
  window.addEventListener('pagehide', copyNow, { signal })
  window.addEventListener('beforeunload', onLeave, { signal })

  return {
    /** Something in the form is different. */
    changed() {
      hear({ kind: 'changed', at: Date.now() })
      clearTimeout(copyTimer)
      copyTimer = window.setTimeout(copyNow, copyPause)
    },
    /** The writer wants it kept now, as a version of its own. */
    ask() {
      hear({ kind: 'asked', at: Date.now() })
    },
    /** The writer has chosen between two texts, and the form holds what they chose. */
    settle(theirs: EssayDraft, theirVersion: number) {
      base = theirs
      sent = null
      hear({ kind: 'settled', version: theirVersion, at: Date.now() })
      copyNow()
    },
    /** The page came anew, after going back to what is published perhaps: what it holds is what the server has. */
    renew(draft: EssayDraft, itsVersion: number) {
      base = draft
      hear({ kind: 'renewed', version: itsVersion, at: Date.now() })
    },
    /** What the server had when it was last heard of: the text that both sides of a conflict began from. */
    base: () => base,
    state: () => state,
    /** Has this browser remember the form as it is now. */
    copy: copyNow,
    end() {
      copyNow()
      clearTimeout(timer)
      clearTimeout(copyTimer)
      listening.abort()
    },
  }
}
