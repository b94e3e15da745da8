import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { partLongNames } from '#lib/rendering/part-long-names.ts'
import { stated } from '#lib/works/facts/apply-changes.ts'
import type { AppliedChange, Change } from '#lib/works/facts/apply-changes.ts'
import { parseValue, sourceLine } from '#lib/works/facts/document.ts'
import type { Document } from '#lib/works/facts/document.ts'
import { fieldOf } from '#lib/works/facts/fields.ts'
import type { FactValue } from '#lib/works/facts/fields.ts'
import { sayChanges } from '#lib/works/facts/say-fact.ts'

/** What somebody wants a fact to be: null takes it out. */
export type Wish = { key: string; now: FactValue | null; source: string }

/** More than a page of facts has fields; an entry of a list counts by itself. */
const mostAtOnce = 60

/** Wishes as a form or a request brings them. */
export const wishes = z
  .array(z.strictObject({ key: z.string(), now: z.unknown(), source: sourceLine.default('') }))
  .max(mostAtOnce, { error: `No more than ${mostAtOnce} things can be suggested at once.` })
  .transform((list, context): Wish[] => list.map(({ key, now, source }, index) =>
    ({ key, source, now: now === null || now === undefined ? null : parseValue(key, now, context, [index, 'now']) })))
  .superRefine((list, context) => {
    if (new Set(list.map(({ key }) => key)).size < list.length) context.addIssue({ code: 'custom', message: 'One thing is named twice.' })
  })

/**
 * Wishes beside what their proposer saw. What is the same already is left out; a source that nobody gave anew stays. A source that is
 * given for a whole list is that of its entries which change; where none does, it is another source for all of them.
 */
export function changesFrom(base: Document, wanted: readonly Wish[]): Change[] {
  const changing = new Set(wanted.filter((wish) => !saysTheSame(base, wish)).map(({ key, source }) => `${fieldOf(key)} ${source}`))
  return wanted.flatMap((wish) => {
    const { key, now, source } = wish
    const was = stated(base.facts[key])
    if (saysTheSame(base, wish) && changing.has(`${fieldOf(key)} ${source}`)) return []
    const change = { key, was, now: now === null ? null : { value: now, source: source || keptSource(was, now) } }
    return isDeepStrictEqual(change.was, change.now) ? [] : [change]
  })
}

function saysTheSame(base: Document, { key, now }: Wish): boolean {
  return isDeepStrictEqual(base.facts[key]?.value ?? null, now)
}

/** Another value has another source, which nobody named. */
function keptSource(was: Change['was'], now: FactValue): string {
  return was && isDeepStrictEqual(was.value, now) ? was.source : ''
}

const side = z.strictObject({ value: z.unknown(), source: z.string(), proposal: z.uuid().nullish() }).nullable()
const storedChanges = z.array(z.strictObject({ key: z.string(), was: side, now: side }))

function parseSides(list: z.output<typeof storedChanges>, context: z.RefinementCtx) {
  const parseSide = (key: string, each: z.output<typeof side>) =>
    each && { value: parseValue(key, each.value, context, [key]), source: each.source, proposal: each.proposal ?? null }
  return list.map(({ key, was, now }) => ({ key, was: parseSide(key, was), now: parseSide(key, now) }))
}

const applied = storedChanges.transform((list, context): AppliedChange[] => parseSides(list, context))

/** The changes of a stored revision of a work. Throws when they are none. */
export function readAppliedChanges(stored: unknown): AppliedChange[] {
  return applied.parse(stored)
}

/** Stored changes as somebody said them: those of a proposal, or of a revision without whose they are. Throws when they are none. */
export function readChanges(stored: unknown): Change[] {
  return readAppliedChanges(stored).map(({ key, was, now }) => ({ key, was: stated(was), now: stated(now) }))
}

/** All words that a proposal brings, for whoever screens it or looks for it. */
export function wordsOf(changes: readonly Change[], comment: string): string {
  return partLongNames([...sayChanges(changes).flatMap(({ label, now, source }) => [now ? `${label}: ${now}` : '', source]), comment].filter(Boolean).join('\n'))
}
