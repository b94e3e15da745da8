import type { Change } from '#lib/works/facts/apply-changes.ts'
import { fieldNames, fieldOf, fields } from '#lib/works/facts/fields.ts'
import type { CreditRole, FactValue, FieldName, SynopsisKind, Values, WorkKind } from '#lib/works/facts/fields.ts'
import { schemes } from '#lib/works/facts/identifiers.ts'
import { sayPartialDate } from '#lib/works/facts/partial-date.ts'

export const kindWords: Record<WorkKind, string> = { film: 'Film', book: 'Book', series: 'Series', play: 'Play', album: 'Album', other: 'Work' }

export const roleWords: Record<CreditRole, string> = {
  author: 'Author', director: 'Director', creator: 'Created by', screenplay: 'Screenplay', story: 'Story', translator: 'Translation', illustrator: 'Illustrations',
  cast: 'With', narrator: 'Narrator', producer: 'Producer', photography: 'Photography', editing: 'Editing', music: 'Music', performer: 'Performed by', design: 'Design',
  studio: 'Studio', publisher: 'Publisher', distributor: 'Distributor', other: 'Also',
}

export const synopsisWords: Record<SynopsisKind, string> = { outline: 'Outline', summary: 'Summary', full: 'The whole story' }

/** How each field's values are said, in plain words. */
const say: { [Field in FieldName]: (value: Values[Field]) => string } = {
  kind: (kind) => kindWords[kind],
  title: (title) => title,
  originalTitle: (title) => title,
  otherTitles: ({ title, note }) => withNote(title, note),
  credits: ({ role, name, as, page }) => `${roleWords[role]}: ${withNote(name, as)}${page && ` <${page}>`}`,
  basedOn: ({ title, by, what }) => withNote(by ? `${title} by ${by}` : title, what),
  releases: ({ date, place, event }) => withNote(sayPartialDate(date), [event, place].filter(Boolean).join(', ')),
  runningTimes: ({ minutes, version }) => withNote(`${minutes} minutes`, version),
  pages: (pages) => String(pages),
  genres: ({ name }) => name,
  countries: ({ name }) => name,
  languages: ({ name }) => name,
  ratings: ({ country, rating, reason }) => `${withNote(rating, country)}${reason && `: ${reason}`}`,
  identifiers: ({ scheme, value }) => `${schemes[scheme].name} ${value}`,
  website: (address) => address,
  synopses: ({ kind, lang, text, credit }) => `${synopsisWords[kind]} (${[lang, credit].filter(Boolean).join(', ')}): ${text}`,
}

function withNote(words: string, note: string): string {
  return note ? `${words} (${note})` : words
}

/** A value in plain words, without the name of its field. */
export function sayValue(field: FieldName, value: FactValue): string {
  // The schema checked the value by this very field.
  return (say[field] as (value: FactValue) => string)(value)
}

/** What a change says, in words; empty where there was nothing, or shall be nothing. */
export type SaidChange = { key: string; label: string; was: string; now: string; wasSource: string; source: string; /** It gives the end away. */ tellsAll: boolean }

/** A change in plain words, for cards, histories, mail and the search of the queue. */
export function sayChange({ key, was, now }: Change): SaidChange {
  const field = fieldOf(key)
  if (!field) throw new Error(`There is no fact called ${key}`)
  const words = (side: Change['was']) => (side ? sayValue(field, side.value) : '')
  return { key, label: fields[field].label, was: words(was), now: words(now), wasSource: was?.source ?? '', source: now?.source ?? '', tellsAll: tellsAll(was) || tellsAll(now) }
}

function tellsAll(side: Change['was']): boolean {
  return typeof side?.value === 'object' && 'kind' in side.value && side.value.kind === 'full'
}

/** Changes in words, in the order of a page of facts. */
export function sayChanges(changes: readonly Change[]): SaidChange[] {
  const rank = ({ key }: Change) => fieldNames.findIndex((name) => name === fieldOf(key))
  return changes.toSorted((a, b) => rank(a) - rank(b)).map(sayChange)
}
