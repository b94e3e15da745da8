import type { MendChange, MendPart } from '#components/proposals/mend-form.tsx'
import { mendFields } from '#lib/moderation/proposals/mended-changes.ts'
import type { MendField } from '#lib/moderation/proposals/mended-changes.ts'
import type { Change } from '#lib/works/facts/apply-changes.ts'
import { creditRoles, fieldOf, synopsisKinds, workKinds } from '#lib/works/facts/fields.ts'
import { kindWords, roleWords, sayChange, synopsisWords } from '#lib/works/facts/say-fact.ts'

/** The changes of a proposal as the form shows them. */
export function mendChanges(changes: readonly Change[]): MendChange[] {
  return changes.map((change, index) => {
    const { label, was } = sayChange(change)
    const field = fieldOf(change.key) ?? ''
    return { index, label, takesOut: change.now ? '' : was, parts: mendFields(change, index).map((part) => partOf(part, field, label)), source: change.now?.source ?? '' }
  })
}

function partOf({ name, part, value, isLong }: MendField, field: string, label: string): MendPart {
  return { name, label: part === '' ? label : (partWords[part] ?? part), value, isLong, options: optionsOf(field, part) }
}

/** What each part of a fact is called. */
const partWords: Record<string, string> = {
  title: 'Title', note: 'Note', role: 'What they did', name: 'Name', as: 'As', page: 'A page about them', by: 'By', what: 'What it is', date: 'Date', place: 'Place',
  event: 'Event', minutes: 'Minutes', version: 'Version', country: 'Country', rating: 'Rating', reason: 'Reason', scheme: 'Where', value: 'Number or name there',
  kind: 'Kind', lang: 'Language', text: 'Text', credit: 'Written by',
}

function optionsOf(field: string, part: string): { value: string; label: string }[] {
  if (field === 'kind') return workKinds.map((value) => ({ value, label: kindWords[value] }))
  if (field === 'credits' && part === 'role') return creditRoles.map((value) => ({ value, label: roleWords[value] }))
  if (field === 'synopses' && part === 'kind') return synopsisKinds.map((value) => ({ value, label: synopsisWords[value] }))
  return []
}
