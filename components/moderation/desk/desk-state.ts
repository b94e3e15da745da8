import { alone, continueLive, otherReader, sayReader } from '#components/moderation/live/live-state.ts'
import type { LiveEvent, LiveState } from '#components/moderation/live/live-state.ts'

/** What this page has learned about an item since it was loaded. */
export type Standing = {
  phase: 'sending' | 'decided' | 'refused' | 'waiting'
  /** A few words for the item's line in the list. */
  words: string
  /** It was done elsewhere, by somebody else or in another tab. */
  told?: true
}

/** What the desk remembers while it is open. Nothing here is needed to decide; it moves the cards along. */
export type DeskState = {
  /** Items in the order in which one goes through them. */
  order: string[]
  /** Those that were decided before this page was made. */
  settled: string[]
  selected: string | null
  standings: Record<string, Standing>
  /** Decisions of this page that can be taken back, newest last. */
  undoable: { itemId: string; decisionId: string }[]
  /** Read out, politely. */
  said: string
  /** Goes up when the selected card should take the focus. */
  focus: number
  /** What others do meanwhile. */
  live: LiveState
}

export type DeskEvent =
  | { type: 'chose'; itemId: string }
  /** Something on it has the focus already. */
  | { type: 'met'; itemId: string }
  | { type: 'moved'; step: 1 | -1 }
  | { type: 'sent'; itemId: string }
  | { type: 'decided'; itemId: string; decisionId: string; words: string; said: string }
  | { type: 'overtaken'; itemId: string; words: string; said: string }
  | { type: 'refused'; itemId: string; words: string; said: string }
  | { type: 'undone'; itemId: string; waits: boolean; said: string }
  | { type: 'said'; said: string }
  | LiveEvent

export function startDesk(order: string[], selected: string | null, settled: string[] = [], live: LiveState = alone): DeskState {
  return { order, settled, selected, standings: {}, undoable: [], said: '', focus: 0, live }
}

/** What the desk does when something happens. A verdict that is on its way brings the next card that waits. */
export function continueDesk(desk: DeskState, event: DeskEvent): DeskState {
  switch (event.type) {
    case 'chose':
      return { ...select(desk, event.itemId), said: sayReader(desk.live, event.itemId) }
    case 'met':
      return desk.order.includes(event.itemId) ? { ...desk, selected: event.itemId } : desk
    case 'moved':
      return move(desk, event.step)
    case 'sent': {
      // Said is emptied, so that the same sentence twice is heard twice.
      const sending = { ...stand(desk, event.itemId, { phase: 'sending', words: 'Sending …' }), said: '' }
      return desk.selected === event.itemId ? select(sending, nextWaiting(sending, event.itemId)) : sending
    }
    case 'decided': {
      const undoable = [...desk.undoable.filter((each) => each.itemId !== event.itemId), { itemId: event.itemId, decisionId: event.decisionId }]
      return { ...stand(desk, event.itemId, { phase: 'decided', words: event.words }), undoable, said: event.said }
    }
    case 'overtaken':
      return { ...stand(desk, event.itemId, { phase: 'decided', words: event.words }), said: event.said }
    case 'refused':
      return { ...stand(desk, event.itemId, { phase: 'refused', words: event.words }), said: event.said }
    case 'undone': {
      const undoable = desk.undoable.filter((each) => each.itemId !== event.itemId)
      const back = stand(desk, event.itemId, event.waits ? { phase: 'waiting', words: 'Waits again' } : { phase: 'decided', words: 'Taken back' })
      return { ...select(back, event.itemId), undoable, said: event.said }
    }
    case 'said':
      return { ...desk, said: event.said }
    default:
      return continueLive(desk, event)
  }
}

/** How many items of this page are decided, or about to be. */
export function countDecided(desk: DeskState): number {
  return Object.values(desk.standings).filter(({ phase }) => phase === 'decided' || phase === 'sending').length
}

function select(desk: DeskState, itemId: string): DeskState {
  return desk.order.includes(itemId) ? { ...desk, selected: itemId, focus: desk.focus + 1 } : desk
}

function move(desk: DeskState, step: 1 | -1): DeskState {
  const at = desk.selected === null ? -1 : desk.order.indexOf(desk.selected)
  const ahead = step === 1 ? desk.order.slice(at + 1) : desk.order.slice(0, Math.max(at, 0)).reverse()
  // Going on passes over what somebody else is reading, while there is something else.
  const target = (step === 1 && ahead.find((each) => isFree(desk, each))) || ahead[0]
  if (target === undefined) return { ...desk, said: step === 1 ? 'This is the last one here.' : 'This is the first one here.' }
  return { ...select(desk, target), said: sayReader(desk.live, target) }
}

function stand(desk: DeskState, itemId: string, standing: Standing): DeskState {
  return { ...desk, standings: { ...desk.standings, [itemId]: standing } }
}

/** The next item that still waits, then the ones passed over before; the item itself when there is none. */
function nextWaiting(desk: DeskState, itemId: string): string {
  const at = desk.order.indexOf(itemId)
  const round = [...desk.order.slice(at + 1), ...desk.order.slice(0, at)]
  const waiting = round.filter((each) => !isSettled(desk, each))
  return waiting.find((each) => isFree(desk, each)) ?? waiting[0] ?? itemId
}

/** Nobody else is reading it. */
function isFree({ live }: DeskState, itemId: string): boolean {
  return otherReader(live, itemId) === null
}

/** Decided, or about to be. */
export function isSettled({ standings, settled }: DeskState, itemId: string): boolean {
  const phase = standings[itemId]?.phase
  return phase === 'decided' || phase === 'sending' || (phase === undefined && settled.includes(itemId))
}
