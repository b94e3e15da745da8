import type { FormState } from '#lib/form-state.ts'
import { sayAgain, sayVerdict, sayWhoDecided } from '#components/moderation/say-verdict.ts'

/** What the forms of a card need to know of its item. */
export type JudgedItem = {
  id: string
  version: number
  /** The text that stands on the card. */
  revision: string
  /** State of the comment it is about. */
  state: string
  /** `reply by Nia` */
  label: string
  writer: string
  /** What the server lets this viewer do, in the state that the page was made with. */
  actions: string[]
  decision: { id: string; action: string; by: string; ago: string; canUndo: boolean } | null
}

/** How an item stands, as far as this page knows. */
export type ItemStanding = {
  version: number
  state: string
  /** Who did what, as a sentence; empty while it waits. */
  sentence: string
  /** The decision that can be taken back from here. */
  undoable: string | null
}

/** The newest of what the page was made with and what the forms were answered; versions only go up. */
export function standingOf(item: JudgedItem, decided: FormState, undone: FormState): ItemStanding {
  const known = [standingFromItem(item), standingFromAnswer(decided, 'Decided'), standingFromAnswer(undone, 'Taken back')]
  return known.reduce<ItemStanding>((newest, each) => (each && each.version > newest.version ? each : newest), standingFromItem(item))
}

/** What can be offered now: what the server named; after an undo, which only the server can judge, all that fits a text that waits. */
export function offeredTo(item: JudgedItem, { version }: ItemStanding): string[] {
  return version === item.version || item.state === 'held' ? item.actions : ['approve', 'reject']
}

/** The word for what made a comment be in a state. */
export function sayState(state: string): string {
  return sayVerdict({ published: 'approve', rejected: 'reject', returned: 'return', hidden: 'hide' }[state] ?? '')
}

function standingFromItem({ version, state, decision, writer }: JudgedItem): ItemStanding {
  const standing = { version, state, undoable: decision?.canUndo ? decision.id : null }
  if (state === 'held') return { ...standing, sentence: '' }
  if (state === 'withdrawn') return { ...standing, sentence: `${writer} withdrew this text.` }
  return { ...standing, sentence: decision ? `${sayWhoDecided(decision.by, decision.action)} ${decision.ago}.` : `${sayState(state)}.` }
}

/** Answers carry the new standing, refusals the present one; other refusals carry none. */
function standingFromAnswer({ status, value }: FormState, verdict: string): ItemStanding | null {
  const answer = readAnswer(value)
  if (status === 'fresh' || !answer) return null
  const { version, state, decisionId, by, action } = answer
  if (status === 'refused') return { version, state, sentence: sayOvertaken(state, by, action), undoable: null }
  if (state === 'held') return { version, state, sentence: '', undoable: null }
  return { version, state, sentence: verdict === 'Decided' ? `${sayState(state)}.` : `Taken back: it ${sayAgain(state)}.`, undoable: decisionId ?? null }
}

/**
 * Somebody was faster, or the writer did something. A text that waits in another version is not the one on this card: nobody
 * may decide on it before it is shown.
 */
function sayOvertaken(state: string, by?: string, action?: string): string {
  if (state === 'held') return 'This changed in the meantime and waits again. Your decision was not made.'
  if (state === 'withdrawn') return 'The writer has withdrawn this text. Your decision was not made.'
  return by && action ? `${sayWhoDecided(by, action)} first. Your decision was not made.` : `${sayState(state)} in the meantime. Your decision was not made.`
}

type Answer = { version: number; state: string; decisionId?: string; by?: string; action?: string; repeated?: boolean }

/** What came back over the wire; null when it says nothing about an item. */
export function readAnswer(value: unknown): Answer | null {
  if (typeof value !== 'object' || value === null) return null
  const { version, state, decisionId, by, action, repeated } = value as Record<string, unknown>
  if (typeof version !== 'number' || typeof state !== 'string') return null
  return { version, state, decisionId: text(decisionId), by: text(by), action: text(action), repeated: repeated === true }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
