import { z } from 'zod'
import { fieldNames, fieldOf, fields } from '#lib/works/facts/fields.ts'
import type { FactValue, FieldName, ListField, OneField, Values } from '#lib/works/facts/fields.ts'

/** One thing said of a work, where it is from, and the proposal that said it. */
export type Fact = { value: FactValue; source: string; proposal: string | null }

/** Everything that is said of a work. Locks give the reason why a field is not to be changed for now. */
export type Document = { facts: Record<string, Fact>; locks: Partial<Record<FieldName, string>> }

/** A value of the field that a key names, in the form in which it is stored. */
export function parseValue(key: string, raw: unknown, context: z.RefinementCtx, path: PropertyKey[]): FactValue {
  const field = fieldOf(key)
  if (!field) return complain(context, path, 'There is no such fact.')
  const parsed = fields[field].value.safeParse(raw)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) complain(context, [...path, ...issue.path], issue.message)
  return z.NEVER
}

function complain(context: z.RefinementCtx, path: PropertyKey[], message: string): never {
  context.addIssue({ code: 'custom', path, message })
  return z.NEVER
}

/** Where a fact is from: an address, or words such as “the end titles”. */
export const sourceLine = z
  .string()
  .transform((raw) => raw.toWellFormed().normalize('NFC').replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim())
  .refine((text) => [...text].length <= 500, { error: 'A source can hold 500 characters.' })

const fact = z.strictObject({ value: z.unknown(), source: sourceLine, proposal: z.uuid().nullable() })

/** No more than this many facts: a page that somebody can read. */
const mostFacts = 400

/** The one schema of a work's facts. Whatever is stored has passed it, and what is read passes it again. */
export const documentSchema = z
  .strictObject({
    facts: z.record(z.string(), fact),
    locks: z.partialRecord(z.enum(fieldNames), z.string().max(300)).default({}),
  })
  .transform(({ facts, locks }, context): Document => {
    if (Object.keys(facts).length > mostFacts) complain(context, ['facts'], 'This is more than a page of facts can hold.')
    const checked = Object.entries(facts).map(([key, { value, source, proposal }]): [string, Fact] =>
      [key, { value: parseValue(key, value, context, ['facts', key, 'value']), source, proposal }])
    return { facts: Object.fromEntries(checked), locks }
  })

export const emptyDocument: Document = { facts: {}, locks: {} }

/** The facts of a stored revision. Throws when they are none: nothing but checked documents is ever stored. */
export function readDocument(stored: unknown): Document {
  return documentSchema.parse(stored)
}

/** An entry of a list, with where it is from. */
export type Entry<Value> = { key: string; value: Value; source: string; proposal: string | null }

/** The value of a field that has one; null when nothing is known. */
export function oneOf<Field extends OneField>(document: Document, field: Field): Values[Field] | null {
  // The schema checked each value by the field that its key names.
  return (document.facts[field]?.value as Values[Field] | undefined) ?? null
}

/** The entries of a list in the order in which people gave them. */
export function listOf<Field extends ListField>(document: Document, field: Field): Entry<Values[Field]>[] {
  return orderedFacts(document, field).map((entry) => ({ ...entry, value: entry.value as Values[Field] }))
}

/** What is said under one field, in the order in which people gave it; releases by date. */
export function orderedFacts(document: Document, field: FieldName): Entry<FactValue>[] {
  return Object.entries(document.facts)
    .filter(([key]) => fieldOf(key) === field)
    .map(([key, fact]) => ({ key, ...fact }))
    .toSorted((a, b) => dateOf(a.value).localeCompare(dateOf(b.value)) || placeOf(a.value) - placeOf(b.value) || (a.key < b.key ? -1 : 1))
}

/** Releases stand by date. A year stands before its months, a month before its days. */
function dateOf(value: FactValue): string {
  return typeof value === 'object' && 'date' in value ? value.date : ''
}

/** All else stands where it was put. */
function placeOf(value: FactValue): number {
  return typeof value === 'object' && 'place' in value && typeof value.place === 'number' ? value.place : 0
}
