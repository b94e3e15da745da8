import { refuseField } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/** What one may ask of the search. All parts are plain words of an address; empty means: all. */
export const searchParts = ['q', 'kind', 'tag', 'person', 'year', 'order'] as const
export type SearchPart = (typeof searchParts)[number]
export type SearchFilter = Record<SearchPart, string>

/** A longer search is a text, not a question; each word costs a look into an index. */
const longest = { characters: 200, words: 20 }

/** A filter with every part, from whatever stands in an address; what PostgreSQL cannot hold is left out. */
export function searchFilter(asked: Partial<Record<SearchPart, unknown>> = {}): SearchFilter {
  const part = (name: SearchPart) => (typeof asked[name] === 'string' ? asked[name].toWellFormed().replace(/\p{Cc}/gu, ' ').trim() : '')
  const parts = Object.fromEntries(searchParts.map((name) => [name, part(name)])) as SearchFilter
  return { ...parts, person: parts.person.replace(/^@/, ''), order: parts.order === 'best' ? '' : parts.order }
}

/** The address of a search. */
export function searchPath(filter: SearchFilter, more: Record<string, string> = {}): string {
  const entries = [...searchParts.map((part) => [part, filter[part]] as const), ...Object.entries(more)].filter(([, value]) => value !== '')
  return entries.length === 0 ? '/search' : `/search?${new URLSearchParams(entries.map(([name, value]) => [name, value]))}`
}

/** Why these words cannot be searched for; null when they can. */
export function checkWords(q: string): Refusal | null {
  const letters = q.match(/[\p{L}\p{N}]/gu) ?? []
  if ([...q].length > longest.characters) return refuseField('q', `A search can hold ${longest.characters} characters. A few words that stand close together find more.`)
  if (letters.length === 0) return refuseField('q', 'There is no word in this search. Please write one or two.')
  if (letters.length === 1 && !/[\p{Script=Han}\p{Script=Hangul}]/u.test(q)) return refuseField('q', 'One letter stands in nearly every text. Please write a whole word.')
  if ((q.match(/[\p{L}\p{N}]+/gu) ?? []).length > longest.words) return refuseField('q', `A search can hold ${longest.words} words. A few that are rare find more.`)
  return null
}
