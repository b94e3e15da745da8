import type { ReactNode } from 'react'
import { sayDoneBy, sayVerdict, sayWhoDecided } from '#components/moderation/decisions/say-verdict.ts'
import type { DeskState } from '#components/moderation/desk/desk-state.ts'
import type { HeldCard } from '#lib/moderation/live/read-presence.ts'

/** Who reads a card, as it comes over the wire. */
export type Reader = { personId: string; name: string; since: string }

/** How an item stands by the newest that was told; see lib/moderation/live/read-changes.ts. */
export type ItemNews = {
  id: string
  version: number
  state: string
  commentState: string | null
  revision: string | null
  decision: { id: string; action: string; byId: string | null; by: string } | null
}

/** One telling of the server. */
export type News = { at: string; items: ItemNews[]; held: { itemId: string; holder: Reader }[]; waiting: number; more: boolean }

/** What the server has told since the page was loaded. */
export type LiveState = {
  /** The person at this desk. */
  self: string
  items: Record<string, ItemNews>
  readers: Record<string, Reader>
  /** Of what is known about the readers; a telling that was overtaken on its way is not listened to. */
  readersAt: string
  /** Null until it is told: the page knows itself. */
  waiting: number | null
  /** What waits and is not on this page, in the order in which it came. */
  fresh: string[]
  /** More has changed than was told; the page must be loaded again. */
  stale: boolean
  /** `over`: the session or the role has ended. */
  line: 'open' | 'lost' | 'over'
  /** New items that were asked for, as the server made them. */
  arrived: { key: string; rows: ReactNode; cards: ReactNode }[]
}

export type LiveEvent =
  | { type: 'told'; news: News }
  /** The answer to a tab that says what it reads. */
  | { type: 'seated'; itemId: string; holder: Reader | null }
  | { type: 'line'; line: LiveState['line'] }
  | { type: 'arrived'; itemIds: string[]; gone: string[]; rows: ReactNode; cards: ReactNode }

/** @param presence who read what when the page was made */
export function startLive(self: string, presence: { at: Date; held: HeldCard[] }): LiveState {
  const held = presence.held.map(({ itemId, holder }) => ({ itemId, holder: { ...holder, since: holder.since.toISOString() } }))
  return { self, items: {}, readers: readersOf(held), readersAt: presence.at.toISOString(), waiting: null, fresh: [], stale: false, line: 'open', arrived: [] }
}

/** A desk without anybody else. */
export const alone: LiveState = startLive('', { at: new Date(0), held: [] })

/** Somebody else who is reading a card. */
export function otherReader({ self, readers }: LiveState, itemId: string): Reader | null {
  const reader = readers[itemId]
  return reader && reader.personId !== self ? reader : null
}

/** Read out where one comes to a card that somebody else has. */
export function sayReader(live: LiveState, itemId: string): string {
  const other = otherReader(live, itemId)
  return other ? `${other.name} is reading this.` : ''
}

/** What the desk does when the server tells something. Nothing moves: cards and lines change where they stand. */
export function continueLive(desk: DeskState, event: LiveEvent): DeskState {
  switch (event.type) {
    case 'told':
      return hear(desk, event.news)
    case 'seated': {
      const seated = seat(desk, { ...without(desk.live.readers, event.itemId), ...(event.holder && { [event.itemId]: event.holder }) })
      const met = event.itemId === desk.selected && !otherReader(desk.live, event.itemId)
      return { ...seated, said: (met && sayReader(seated.live, event.itemId)) || desk.said }
    }
    case 'line':
      return live(desk, { line: event.line })
    case 'arrived': {
      const { itemIds, gone, rows, cards } = event
      const fresh = desk.live.fresh.filter((id) => !itemIds.includes(id) && !gone.includes(id))
      const arrived = itemIds.length > 0 ? [...desk.live.arrived, { key: itemIds[0] ?? '', rows, cards }] : desk.live.arrived
      const said = itemIds.length > 0 ? `${itemIds.length} more at the end of the list.` : 'None of the new ones fits what is shown here.'
      return { ...live(desk, { fresh, arrived }), order: [...desk.order, ...itemIds.filter((id) => !desk.order.includes(id))], said }
    }
  }
}

function hear(desk: DeskState, news: News): DeskState {
  const told = news.items.filter((item) => item.version > (desk.live.items[item.id]?.version ?? 0))
  const items = { ...desk.live.items, ...Object.fromEntries(told.map((item) => [item.id, item])) }
  const known = live(desk, { items, waiting: news.waiting, stale: desk.live.stale || news.more })
  const stood = told.reduce(standAs, known)
  const seated = news.at < desk.live.readersAt ? stood : seat(live(stood, { readersAt: news.at }), readersOf(news.held))
  return announce(desk, gather(seated, told))
}

/** What became of an item, on its line. What was decided from this page says so by itself. */
function standAs(desk: DeskState, { id, state, decision }: ItemNews): DeskState {
  const own = decision !== null && decision.byId === desk.live.self
  const phase = desk.standings[id]?.phase
  if (!desk.order.includes(id) || phase === 'sending' || (own && phase !== undefined)) return desk
  if (state !== 'waiting') return stand(desk, id, 'decided', sayOutcome({ state, decision }, own))
  return phase === 'decided' || desk.settled.includes(id) ? stand(desk, id, 'waiting', 'Waits again') : desk
}

/** `Approved by Noor` */
export function sayOutcome({ state, decision }: Pick<ItemNews, 'state' | 'decision'>, own = false): string {
  if (state === 'closed' || !decision) return 'Does not wait any more'
  return own ? `${sayVerdict(decision.action)}, by you` : sayDoneBy(decision.by, decision.action)
}

/** New ones are counted until somebody wants to see them. */
function gather(desk: DeskState, told: ItemNews[]): DeskState {
  const gone = told.filter(({ state }) => state !== 'waiting').map(({ id }) => id)
  const come = told.filter(({ id, state }) => state === 'waiting' && !desk.order.includes(id) && !desk.live.fresh.includes(id)).map(({ id }) => id)
  return live(desk, { fresh: [...desk.live.fresh.filter((id) => !gone.includes(id)), ...come] })
}

/** Read out, and sparsely: what concerns the card one is at, and that there is something new at all. */
function announce(before: DeskState, desk: DeskState): DeskState {
  const { selected } = desk
  const said = (selected && (sayDecided(before, desk, selected) || sayTaken(before, desk, selected))) || sayFresh(before, desk)
  return said ? { ...desk, said } : desk
}

function sayDecided(before: DeskState, desk: DeskState, selected: string): string {
  const news = desk.live.items[selected]
  if (!news || news === before.live.items[selected] || !news.decision || news.decision.byId === desk.live.self) return ''
  if (desk.standings[selected] === before.standings[selected]) return ''
  return `${sayWhoDecided(news.decision.by, news.decision.action)} in the meantime.`
}

function sayTaken(before: DeskState, desk: DeskState, selected: string): string {
  const other = otherReader(desk.live, selected)
  const wasOurs = before.live.readers[selected]?.personId === desk.live.self
  return other && wasOurs ? `${other.name} has taken this card over.` : ''
}

function sayFresh(before: DeskState, desk: DeskState): string {
  const count = desk.live.fresh.length
  return before.live.fresh.length === 0 && count > 0 ? `${count} new.` : ''
}

function seat(desk: DeskState, readers: LiveState['readers']): DeskState {
  return live(desk, { readers })
}

function live(desk: DeskState, changes: Partial<LiveState>): DeskState {
  return { ...desk, live: { ...desk.live, ...changes } }
}

function stand(desk: DeskState, itemId: string, phase: 'decided' | 'waiting', words: string): DeskState {
  return { ...desk, standings: { ...desk.standings, [itemId]: { phase, words, told: true } } }
}

function readersOf(held: News['held']): LiveState['readers'] {
  return Object.fromEntries(held.map(({ itemId, holder }) => [itemId, holder]))
}

function without<Value>(record: Record<string, Value>, key: string): Record<string, Value> {
  const { [key]: _, ...rest } = record
  return rest
}
