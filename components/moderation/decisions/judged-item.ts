import type { ItemNews } from '#components/moderation/live/live-state.ts'
import type { FormState } from '#lib/form-state.ts'
import { sayAgain, sayVerdict, sayWhoDecided } from '#components/moderation/decisions/say-verdict.ts'

/** What the forms of a card need to know of its item. */
export type JudgedItem = {
  id: string
  kind: string
  version: number
  /** The text that stands on the card. */
  revision: string
  /** State of the comment it is about. */
  state: string
  waits: boolean
  /** `reply by Nia` */
  label: string
  writer: string
  /** What the server lets this viewer do, as the page was made. */
  actions: string[]
  /** The same once the last decision is taken back. */
  actionsAfterUndo: string[]
  decision: { id: string; action: string; by: string; own: boolean; ago: string; canUndo: boolean } | null
  /** Made once for an answer to it, so that sending twice writes one. */
  answerKey: string
}

/** How an item stands, as far as this page knows. */
export type ItemStanding = {
  version: number
  state: string
  /** It waits as this card shows it. What waits in another version must be shown first. */
  waits: boolean
  /** Who did what, as a sentence; empty while it waits. */
  sentence: string
  /** The decision that can be taken back from here. */
  undoable: string | null
  /** A decision of somebody else that another person might read again. */
  doubtable: string | null
  /** Nobody did anything here: it was told. What was typed meanwhile is kept. */
  told?: true
}

/** What was told of an item since the page was made, and who is looking. */
export type Told = { news: ItemNews | undefined; self: string }

/** The newest of what the page was made with, what the forms were answered and what was told; versions only go up. */
export function standingOf(item: JudgedItem, verdicts: FormState[], undone: FormState, told?: Told): ItemStanding {
  const known = [...verdicts.map((answer) => standingFromVerdict(answer)), standingFromUndo(undone), told ? standingFromNews(item, told) : null]
  const standing = known.reduce<ItemStanding>((newest, each) => (each && each.version > newest.version ? each : newest), standingFromItem(item))
  // What can be said of a refused name, proposal or essay is another one, so there is nothing to look at again.
  return ['name', 'proposal', 'guest_post'].includes(item.kind) ? { ...standing, doubtable: null } : standing
}

/** What can be offered now: what the server named; after an undo what it named for that; after a verdict its undo alone. */
export function offeredTo(item: JudgedItem, { version, waits }: ItemStanding): string[] {
  if (version === item.version) return item.actions
  if (!waits) return []
  return item.waits ? item.actions : item.actionsAfterUndo
}

/** The word for what made a comment be in a state. */
export function sayState(state: string): string {
  return sayVerdict({ published: 'approve', rejected: 'reject', returned: 'return', hidden: 'hide' }[state] ?? '')
}

/** Decisions that can be turned round, so that reading them again makes sense. */
const reversible = ['approve', 'reject', 'hide', 'restore']

function standingFromItem({ kind, version, state, waits, decision, writer }: JudgedItem): ItemStanding {
  const doubtable = decision && !decision.own && reversible.includes(decision.action) ? decision.id : null
  const standing = { version, state, waits, undoable: decision?.canUndo ? decision.id : null, doubtable }
  if (waits) return { ...standing, undoable: null, doubtable: null, sentence: '' }
  if (state === 'withdrawn') return { ...standing, sentence: `${writer} withdrew this ${thing(kind)}.` }
  return { ...standing, sentence: decision ? `${sayWhoDecided(decision.by, decision.action)} ${decision.ago}.` : `${sayState(state)}.` }
}

/** Answers carry the new standing, refusals the present one; other refusals carry none. */
function standingFromVerdict({ status, value }: FormState): ItemStanding | null {
  const answer = readAnswer(value)
  if (status === 'fresh' || !answer) return null
  const { version, state, waits, decisionId, by, action } = answer
  if (status === 'refused') {
    const doubtable = !waits && action && reversible.includes(action) ? (decisionId ?? null) : null
    return { version, state, waits: false, sentence: sayOvertaken(answer, by, action), undoable: null, doubtable }
  }
  const sentence = [`${action ? sayVerdict(action) : sayState(state)}.`, sayMerged(answer)].join(' ').trim()
  return { version, state, waits: false, sentence, undoable: decisionId ?? null, doubtable: null }
}

/** That somebody had decided the same; words of one's own that were not taken are not passed over. Empty when it is not so. */
export function sayMerged({ repeated, sameWords, by = 'Somebody else' }: Answer): string {
  if (!repeated) return ''
  return sameWords ? `${by} had done the same.` : `${by} had done the same, with a reason of their own. Theirs stands, and yours was not kept.`
}

function standingFromUndo({ status, value }: FormState): ItemStanding | null {
  const answer = readAnswer(value)
  if (status === 'fresh' || !answer) return null
  const { version, state, waits } = answer
  const standing = { version, state, undoable: null, doubtable: null }
  if (status === 'refused') return { ...standing, waits: false, sentence: sayOvertaken(answer) }
  return { ...standing, waits, sentence: waits ? '' : `Taken back: it ${sayAgain(state)}.` }
}

/** What others did. The server says whether it can be taken back when somebody tries. */
function standingFromNews({ kind, revision, writer }: JudgedItem, { news, self }: Told): ItemStanding | null {
  if (!news || news.commentState === null) return null
  const { version, commentState: state, decision } = news
  const standing = { version, state, waits: false, undoable: null, doubtable: null, told: true } as const
  if (news.state === 'waiting' && news.revision === revision) return { ...standing, waits: true, sentence: '' }
  if (news.state === 'waiting') return { ...standing, sentence: `${writer} has changed this ${thing(kind)}.` }
  if (state === 'withdrawn') return { ...standing, sentence: `${writer} has withdrawn this ${thing(kind)}.` }
  if (!decision || news.state === 'closed') return { ...standing, sentence: 'Nobody needs to decide this any more.' }
  const undoable = decision.action === 'undo' ? null : decision.id
  const doubtable = decision.byId !== self && reversible.includes(decision.action) ? decision.id : null
  return { ...standing, sentence: `${decision.byId === self ? sayVerdict(decision.action) : sayWhoDecided(decision.by, decision.action)}.`, undoable, doubtable }
}

/**
 * Somebody was faster, or the writer did something. A text that waits in another version is not the one on this card: nobody
 * may decide on it before it is shown.
 */
function sayOvertaken({ state, waits }: Answer, by?: string, action?: string): string {
  if (waits) return 'This changed in the meantime and waits again. Your decision was not made.'
  if (state === 'withdrawn') return 'The writer has withdrawn this text. Your decision was not made.'
  return by && action ? `${sayWhoDecided(by, action)} first. Your decision was not made.` : `${sayState(state)} in the meantime. Your decision was not made.`
}

function thing(kind: string): string {
  if (kind === 'guest_post') return 'essay'
  return kind === 'name' || kind === 'proposal' ? kind : 'text'
}

type Answer = { version: number; state: string; waits: boolean; decisionId?: string; by?: string; action?: string; repeated: boolean; sameWords: boolean }

/** What came back over the wire; null when it says nothing about an item. */
export function readAnswer(value: unknown): Answer | null {
  if (typeof value !== 'object' || value === null) return null
  const { version, state, waits, decisionId, by, action, repeated, sameWords } = value as Record<string, unknown>
  if (typeof version !== 'number' || typeof state !== 'string') return null
  return { version, state, waits: waits === true || state === 'held', decisionId: text(decisionId), by: text(by), action: text(action), repeated: repeated === true, sameWords: sameWords !== false }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
