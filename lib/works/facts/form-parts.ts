import { creditRoles, fieldOf, synopsisKinds, synopsisLength, workKinds } from '#lib/works/facts/fields.ts'
import type { FactValue, FieldName } from '#lib/works/facts/fields.ts'
import { schemeNames, schemes } from '#lib/works/facts/identifiers.ts'
import { kindWords, roleWords, synopsisWords } from '#lib/works/facts/say-fact.ts'

/** One thing to be typed of a fact. `value` is the name of the whole where a fact has no parts. */
export type FormPart = {
  name: string
  label: string
  type: 'line' | 'number' | 'text' | 'choice'
  options?: { value: string; label: string }[]
  help?: string
  /** What stands there before anybody typed: it says nothing by itself. */
  preset?: string
}

const line = (name: string, label: string, help?: string): FormPart => ({ name, label, type: 'line', ...(help && { help }) })
const number = (name: string, label: string): FormPart => ({ name, label, type: 'number' })
const order: FormPart = { name: 'place', label: 'Order', type: 'number', help: 'The lowest number stands first.', preset: '0' }

function choice<Value extends string>(name: string, label: string, values: readonly Value[], words: Record<Value, string>): FormPart {
  return { name, label, type: 'choice', options: values.map((value) => ({ value, label: words[value] })), preset: values[0] ?? '' }
}

const namesOfSchemes = { imdb: schemes.imdb.name, tmdb: schemes.tmdb.name, wikidata: schemes.wikidata.name, isbn: schemes.isbn.name, openlibrary: schemes.openlibrary.name }

/** What a form asks for each kind of fact. */
export const formParts: Record<FieldName, FormPart[]> = {
  kind: [choice('value', 'Kind', workKinds, kindWords)],
  title: [line('value', 'Title')],
  originalTitle: [line('value', 'Original title')],
  otherTitles: [line('title', 'Title'), line('note', 'Where, or what it is')],
  credits: [
    choice('role', 'What they did', creditRoles, roleWords), line('name', 'Name'), line('as', 'As', 'The part that they play, or what they did exactly.'),
    line('page', 'A page about them', 'An address of the web.'), order,
  ],
  basedOn: [line('title', 'Title'), line('by', 'By'), line('what', 'What it is', 'A novel, an essay, a life.')],
  releases: [line('date', 'Date', 'As precisely as it is known: 2012, 2012-10 or 2012-10-05.'), line('place', 'Place'), line('event', 'Event', 'A festival, for instance.')],
  runningTimes: [number('minutes', 'Minutes'), line('version', 'Version', 'Empty for the one that everybody knows.')],
  pages: [number('value', 'Pages')],
  genres: [line('name', 'Genre'), order],
  countries: [line('name', 'Country'), order],
  languages: [line('name', 'Language'), order],
  ratings: [line('country', 'Country'), line('rating', 'Rating'), line('reason', 'Reason', 'As its board gives it.')],
  identifiers: [choice('scheme', 'Where', schemeNames, namesOfSchemes), line('value', 'Number or name there')],
  website: [line('value', 'Website')],
  synopses: [
    choice('kind', 'How much it tells', synopsisKinds, synopsisWords),
    { name: 'text', label: 'Text', type: 'text', help: `An outline has at most ${synopsisLength.outline} characters. An outline and a summary give nothing away that one would rather find out.` },
    { name: 'lang', label: 'Language', type: 'line', preset: 'en', help: 'As “en” or “pt-BR”.' },
    line('credit', 'Written by', 'If the words are not your own, and may be shown here.'), order,
  ],
}

/** What a form shows of a value. */
export function valuesOf(value: FactValue): Record<string, string> {
  if (typeof value !== 'object') return { value: String(value) }
  return Object.fromEntries(Object.entries(value).map(([part, each]) => [part, String(each)]))
}

/** Whether a form asks where a field is from: one's own words are one's own, and of what kind a work is can be seen. */
export function asksSource(field: FieldName): boolean {
  return field !== 'synopses' && field !== 'kind'
}

/** What the line is called in which a form asks where a field is from. */
export function sourceName(field: FieldName): string {
  return `source.${field}`
}

export type RawWish = { key: string; now: unknown; source: string }

/**
 * What somebody typed about some facts, by their keys: an entry whose fields were all emptied, or that was ticked to go, is to be
 * taken out. An empty row for something new says nothing. Where a form has no line for the source of a field, that is from where the title is.
 * @param known keys of facts that there are
 */
export function wishesFromForm(fields: Record<string, string>, known: readonly string[]): RawWish[] {
  const keys = [...new Set((fields.rows ?? '').split(',').filter((key) => fieldOf(key) !== null))]
  return keys.flatMap((key) => {
    const field = fieldOf(key)
    const now = typedValue(key, fields)
    const source = field && asksSource(field) ? (fields[sourceName(field)] ?? fields[sourceName('title')] ?? '') : ''
    return now === null && !known.includes(key) ? [] : [{ key, now, source }]
  })
}

function typedValue(key: string, fields: Record<string, string>): unknown {
  const field = fieldOf(key)
  if (!field || fields[`${key}.gone`]) return null
  const typed = formParts[field].map((part): [FormPart, string] => [part, fields[`${key}.${part.name}`]?.trim() ?? ''])
  if (typed.every(([part, words]) => part.preset !== undefined || words === '')) return typed.length > 1 || typed[0]?.[1] === '' ? null : parse(typed[0])
  if (formParts[field][0]?.name === 'value') return parse(typed[0])
  return Object.fromEntries(typed.map(([part, words]) => [part.name, parse([part, words])]))
}

/** What is no number stays what it is: the schema says so beside the field. */
function parse(typed: [FormPart, string] | undefined): unknown {
  if (!typed) return null
  const [{ type, preset }, words] = typed
  const said = words || (preset ?? '')
  return type === 'number' && /^\d{1,9}$/.test(said) ? Number(said) : said
}

/** Sentences beside the fields of the form, where a command named what was sent by its number, or by its key. */
export function besideRows(said: Record<string, string>, sent: readonly { key: string }[]): Record<string, string> {
  return Object.fromEntries(Object.entries(said).map(([name, sentence]) => {
    const [, place = '', part = 'value'] = /^changes\.(\d+)(?:\.now(?:\.(.+))?)?$/.exec(name) ?? []
    const key = sent[Number(place)]?.key
    if (place !== '' && key) return [`${key}.${part}`, sentence]
    const bare = name.endsWith('.source') ? fieldOf(name.slice(0, -'.source'.length)) : null
    return [bare ? sourceName(bare) : name, sentence]
  }))
}
