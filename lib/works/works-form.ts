/** What an essay has to do with a work. */
export const workRoles = ['review', 'about', 'mention'] as const
export type WorkRole = (typeof workRoles)[number]

/** More than this many are a list, not an essay. */
export const mostWorks = 12

/** A work that a text is about, as a form shows it. */
export type ListedWork = { slug: string; title: string; year: number | null; kind: string; role: WorkRole; rating: string; scale: string }

/** What a form says of a work: its title or the address of its page, and what it is to the essay. */
export type NamedWork = { work: string; role: string; rating: string; scale: string }

type RowPart = 'work' | 'role' | 'rating' | 'scale' | 'known' | 'label'

/** The name of a field in a row of the form. */
export function workField(row: number, part: RowPart): string {
  return `works.${row}.${part}`
}

/**
 * The works that a form names, in the order of its rows. Empty rows are none. A row that still shows the title of a known work means that work, whatever
 * else is called so: it brings the address along.
 */
export function worksFromForm(fields: Record<string, string | undefined>): NamedWork[] {
  const part = (row: number, name: RowPart) => fields[workField(row, name)]?.trim() ?? ''
  const isKnown = (row: number) => part(row, 'known') !== '' && part(row, 'work') === part(row, 'label')
  return Array.from({ length: mostWorks }, (_, row) => row)
    .map((row) => ({ work: isKnown(row) ? part(row, 'known') : part(row, 'work'), role: part(row, 'role') || 'about', rating: part(row, 'rating'), scale: part(row, 'scale') }))
    .filter(({ work, rating, scale }) => work !== '' || rating !== '' || scale !== '')
}

/** A stored work as a form names it: a title may be that of two; the address tells them apart, and somebody who reads it still knows which it is. */
export function namedAs({ slug, role, rating, scale }: ListedWork): NamedWork {
  return { work: `/works/${slug}`, role, rating, scale }
}

/** What a row shows of a known work: `Solaris (1972)`. */
export function labelOf({ title, year }: Pick<ListedWork, 'title' | 'year'>): string {
  return year === null ? title : `${title} (${year})`
}

/** The same for several works, by the addresses that a form sends for them. */
export function labelsOf(works: readonly ListedWork[]): Record<string, string> {
  return Object.fromEntries(works.map((work) => [namedAs(work).work, labelOf(work)]))
}

/** What the rows of a form that was sent showed, in the same way. */
export function labelsFromForm(fields: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Array.from({ length: mostWorks }, (_, row) => [fields[workField(row, 'known')] ?? '', fields[workField(row, 'label')] ?? '']))
}
