import { isDeepStrictEqual } from 'node:util'
import type { Document, Fact } from '#lib/works/facts/document.ts'
import { fieldOf } from '#lib/works/facts/fields.ts'
import type { FactValue } from '#lib/works/facts/fields.ts'

/** A fact as a proposal says it. */
export type Stated = { value: FactValue; source: string }

/** What somebody wants to be otherwise. `was` is what they saw: null where there was nothing; `now` is null where it shall go. */
export type Change = { key: string; was: Stated | null; now: Stated | null }

/** What became otherwise, so exactly that it can be taken back. */
export type AppliedChange = { key: string; was: Fact | null; now: Fact | null }

export type Applied = {
  document: Document
  done: AppliedChange[]
  /** The facts say so already. */
  already: Change[]
  /** The fact is not what the proposer saw any more. */
  stale: { change: Change; present: Fact | null }[]
}

/**
 * Changes applied to facts, each that still fits them. What goes makes room before something comes, so that an entry that takes the
 * place of an equal one is no repetition.
 * @param proposal whose changes they are; kept with each fact
 */
export function applyChanges(document: Document, changes: readonly Change[], proposal: string): Applied {
  const facts = { ...document.facts }
  const applied: Applied = { document: { ...document, facts }, done: [], already: [], stale: [] }
  for (const change of inOrder(changes)) {
    const present = facts[change.key] ?? null
    if (saysAlready(facts, change, present)) applied.already.push(change)
    else if (!isDeepStrictEqual(present?.value ?? null, change.was?.value ?? null)) applied.stale.push({ change, present })
    else applied.done.push(put(facts, change.key, present, change.now && { ...change.now, proposal }))
  }
  return applied
}

/** Facts with exactly these changes taken back; null when one of them is not as the change left it. */
export function takeBack(document: Document, changes: readonly AppliedChange[]): Document | null {
  const facts = { ...document.facts }
  for (const { key, was, now } of changes) {
    if (!isDeepStrictEqual(facts[key] ?? null, now)) return null
    put(facts, key, now, was)
  }
  return { ...document, facts }
}

/** A fact without the proposal that said it. */
export function stated(fact: Fact | null | undefined): Stated | null {
  return fact ? { value: fact.value, source: fact.source } : null
}

function inOrder(changes: readonly Change[]): Change[] {
  const rank = ({ was, now }: Change) => (now === null ? 0 : was === null ? 2 : 1)
  return changes.toSorted((a, b) => rank(a) - rank(b))
}

function put(facts: Record<string, Fact>, key: string, was: Fact | null, now: Fact | null): AppliedChange {
  if (now) facts[key] = now
  else delete facts[key]
  return { key, was, now }
}

function saysAlready(facts: Record<string, Fact>, { key, was, now }: Change, present: Fact | null): boolean {
  if (present === null) return now === null || (was === null && isRepeated(facts, key, now))
  if (now === null || !isDeepStrictEqual(present.value, now.value)) return false
  return present.source === now.source || !isDeepStrictEqual(was?.value, now.value)
}

/** Whether another entry of the list says the same, wherever it stands. */
function isRepeated(facts: Record<string, Fact>, key: string, { value }: Stated): boolean {
  return Object.entries(facts).some(([other, fact]) => other !== key && fieldOf(other) === fieldOf(key) && sayAlike(fact.value, value))
}

/** Whether two entries of a list say the same, wherever they stand. */
export function sayAlike(one: FactValue, other: FactValue): boolean {
  return isDeepStrictEqual(placeless(one), placeless(other))
}

/** The place of a release is where it was, and says something. */
function placeless(value: FactValue): unknown {
  return typeof value === 'object' && 'place' in value && typeof value.place === 'number' ? { ...value, place: 0 } : value
}
