import { randomBytes } from 'node:crypto'
import type { FactGroup, FactRow } from '#components/works/propose/propose-form.tsx'
import type { Document } from '#lib/works/facts/document.ts'
import { fieldOf, fields, isListField } from '#lib/works/facts/fields.ts'
import type { FieldName } from '#lib/works/facts/fields.ts'
import { asksSource, formParts, sourceName, valuesOf } from '#lib/works/facts/form-parts.ts'
import { orderedFacts } from '#lib/works/facts/document.ts'

/** The facts of one field as rows of a form, with room for more where it is a list. */
export function factRows(document: Document, field: FieldName): FactRow[] {
  const known = orderedFacts(document, field).map(({ key, value }, index): FactRow => ({
    key, legend: legendOf(field, index + 1), parts: formParts[field], values: valuesOf(value), isNew: false, mayGo: field !== 'title' && field !== 'kind',
  }))
  if (!isListField(field)) return known.length > 0 ? known : [newRow(field, field, 1)]
  return [...known, newRow(field, newKey(field), known.length + 1)]
}

/** The facts of some fields, each with where they are from. One field alone needs no heading. */
export function factGroups(document: Document, chosen: readonly FieldName[]): FactGroup[] {
  return chosen.map((field) => ({
    label: chosen.length > 1 ? fields[field].label : null,
    rows: factRows(document, field),
    source: asksSource(field) ? sourceName(field) : null,
  }))
}

/** What one says first of a work that is not here yet, all of it from one place. */
export function firstGroup(): FactGroup {
  return { label: null, rows: firstRows(), source: sourceName('title') }
}

export function firstRows(): FactRow[] {
  const lists = ['credits', 'releases', 'synopses'] as const
  return [newRow('kind', 'kind', 1), newRow('title', 'title', 1), ...lists.map((field) => newRow(field, newKey(field), 1))].map((row) => ({ ...row, legend: fields[fieldOf(row.key) ?? 'title'].label }))
}

function newRow(field: FieldName, key: string, number: number): FactRow {
  const values: Record<string, string> = number > 1 && formParts[field].some(({ name, type }) => name === 'place' && type === 'number') ? { place: String(number - 1) } : {}
  return { key, legend: isListField(field) ? 'One more' : legendOf(field, number), parts: formParts[field], values, isNew: true, mayGo: false }
}

function legendOf(field: FieldName, number: number): string {
  return isListField(field) ? `${fields[field].label}, ${number}` : fields[field].label
}

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A name for an entry that nobody has given yet. */
function newKey(field: FieldName): string {
  return `${field}/${[...randomBytes(8)].map((byte) => letters[byte % letters.length]).join('')}`
}
