import { isDeepStrictEqual } from 'node:util'
import type { AppliedChange } from '#lib/works/facts/apply-changes.ts'
import { sayAlike } from '#lib/works/facts/apply-changes.ts'
import type { Document, Fact } from '#lib/works/facts/document.ts'
import { fieldOf, isListField } from '#lib/works/facts/fields.ts'

/**
 * The facts of a work with those of another that turned out to be the same one. Where both say something else of one thing, the first
 * is right; entries of lists that it lacks are added, each with its source and whoever proposed it.
 */
export function bringTogether(kept: Document, other: Document): { document: Document; added: AppliedChange[] } {
  const facts = { ...kept.facts }
  const added: AppliedChange[] = []
  for (const [key, fact] of Object.entries(other.facts)) {
    const free = freeKey(facts, key, fact)
    if (free === null) continue
    facts[free] = fact
    added.push({ key: free, was: null, now: fact })
  }
  return { document: { ...kept, facts }, added }
}

/** Where a fact can stand; null where it says nothing new. */
function freeKey(facts: Record<string, Fact>, key: string, fact: Fact): string | null {
  const field = fieldOf(key)
  if (!field || Object.entries(facts).some(([known, { value }]) => fieldOf(known) === field && sayAlike(value, fact.value))) return null
  if (!(key in facts)) return key
  if (!isListField(field) || isDeepStrictEqual(facts[key], fact)) return null
  for (let count = 0; ; count++) {
    const another = `${key.slice(0, -4)}${count.toString(36).padStart(4, '0')}`
    if (!(another in facts)) return another
  }
}
