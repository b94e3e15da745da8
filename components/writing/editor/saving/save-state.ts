/** Why an essay is not kept just now. */
export type Trouble =
  | { kind: 'away'; tryAt: number }
  | { kind: 'signed-out'; tryAt: number }
  /** Somebody kept another text meanwhile. Nothing is sent until the writer has chosen. */
  | { kind: 'conflict' }
  /** This text is not taken; another one may be. `change` is the one that was refused, `asked` whether the writer had pressed Save. */
  | { kind: 'refused'; change: number; asked: boolean }

/** What is known of keeping one essay from one window. All moments are milliseconds since 1970. */
export type SaveState = {
  /** Of the essay on the server, as far as this window knows. */
  version: number
  /** Changes made in this window are numbered; this is the last one. */
  changed: number
  /** The last change that the server has. */
  kept: number
  /** The last change that is on its way; null when nothing is. Never two at once. */
  underWay: number | null
  /** Was sent, and nobody knows whether it arrived: the very same is sent again before anything newer, or it would look like another's text. */
  unsure: number | null
  /** The first change that the server has not got, and the last one; null when it has all. */
  waiting: { since: number; last: number } | null
  /** The writer pressed Save, and that was not sent yet. */
  asked: boolean
  failures: number
  trouble: Trouble | null
  keptAt: number | null
}

export type SaveEvent =
  | { kind: 'changed'; at: number }
  | { kind: 'asked'; at: number }
  | { kind: 'sent' }
  | { kind: 'kept'; version: number; at: number }
  | { kind: 'failed'; at: number; retryAfterSeconds?: number }
  | { kind: 'signed-out'; at: number }
  | { kind: 'conflict' }
  | { kind: 'refused'; asked: boolean }
  /** The connection is back, or the writer came back to this window: what failed may go well now. */
  | { kind: 'returned'; at: number }
  /** The writer has chosen between two texts. */
  | { kind: 'settled'; version: number; at: number }
  /** The page came anew with a text of its own, and the form holds it. */
  | { kind: 'renewed'; version: number; at: number }

/** In milliseconds: quiet after the last key before it is kept, and how long somebody who never stops is let go on. */
export const pause = 2_500
export const longest = 15_000

/** In milliseconds: the first try after a failure, doubled up to the last. */
const firstRetry = 3_000
const lastRetry = 60_000

/** In milliseconds: how often somebody who is signed out is looked after, without coming back to the window. */
const signedOutRetry = 20_000

/** A window that has just been opened, with all of it kept. */
export function beginSaving(version: number, keptAt: number | null): SaveState {
  return { version, changed: 0, kept: 0, underWay: null, unsure: null, waiting: null, asked: false, failures: 0, trouble: null, keptAt }
}

/** What is known after something happened. */
export function afterEvent(state: SaveState, event: SaveEvent): SaveState {
  switch (event.kind) {
    case 'changed':
      return { ...state, changed: state.changed + 1, waiting: { since: state.waiting?.since ?? event.at, last: event.at } }
    case 'asked':
      return { ...state, asked: true, trouble: dueAt(state.trouble, event.at) }
    case 'sent':
      return { ...state, underWay: state.unsure ?? state.changed, unsure: null, asked: false, waiting: null }
    case 'kept':
      return keptNow(state, event)
    case 'failed':
      return stopped({ ...state, unsure: state.underWay }, event.at, { kind: 'away', tryAt: event.at + Math.max(wait(state.failures), (event.retryAfterSeconds ?? 0) * 1000) })
    case 'signed-out':
      return stopped(state, event.at, { kind: 'signed-out', tryAt: event.at + signedOutRetry })
    case 'conflict':
      return { ...state, underWay: null, trouble: { kind: 'conflict' } }
    case 'refused':
      return { ...state, underWay: null, failures: 0, trouble: { kind: 'refused', change: state.underWay ?? state.changed, asked: event.asked } }
    case 'returned':
      return { ...state, failures: 0, trouble: dueAt(state.trouble, event.at) }
    case 'renewed':
      return { ...state, version: event.version, kept: state.changed, waiting: null, keptAt: event.at }
    case 'settled':
      return { ...state, version: event.version, changed: state.changed + 1, asked: true, waiting: { since: event.at, last: event.at }, trouble: null }
  }
}

/** What was written since waits for its own turn. */
function keptNow(state: SaveState, { version, at }: { version: number; at: number }): SaveState {
  const kept = state.underWay ?? state.kept
  const waiting = kept === state.changed ? null : (state.waiting ?? { since: at, last: at })
  return { ...state, version, kept, waiting, underWay: null, failures: 0, trouble: null, keptAt: at }
}

/** It was not taken: all of it waits again. */
function stopped(state: SaveState, at: number, trouble: Trouble): SaveState {
  return { ...state, underWay: null, failures: state.failures + 1, trouble, waiting: { since: at, last: state.waiting?.last ?? at } }
}

function wait(failures: number): number {
  return Math.min(lastRetry, firstRetry * 2 ** failures)
}

function dueAt(trouble: Trouble | null, at: number): Trouble | null {
  return trouble?.kind === 'away' || trouble?.kind === 'signed-out' ? { ...trouble, tryAt: at } : trouble
}

/** When the next saving begins, which may be in the past; null when nothing is to be sent now. */
export function nextSave({ underWay, changed, kept, asked, trouble, waiting }: SaveState): number | null {
  if (underWay !== null || trouble?.kind === 'conflict') return null
  if (changed === kept && !asked) return null
  // What stands beside the words may be refused to whoever presses Save; the words themselves are kept all the same.
  if (trouble?.kind === 'refused' && trouble.change === changed && !asked) return trouble.asked ? 0 : null
  if (trouble?.kind === 'away' || trouble?.kind === 'signed-out') return trouble.tryAt
  if (asked || !waiting) return 0
  return Math.min(waiting.last + pause, waiting.since + longest)
}

/** Whether the server has all that is written. */
export function isKept({ changed, kept }: SaveState): boolean {
  return changed === kept
}
