import { sayDay } from '#components/ui/moment.tsx'
import type { Publishing } from '#lib/posts/publishing/read-publishing.ts'

/** What stands for the essay in lists and previews. */
export function sayExcerpt({ excerpt, standfirst }: Pick<Publishing, 'excerpt' | 'standfirst'>): string {
  return excerpt || (standfirst ? 'The standfirst' : 'The beginning of the text')
}

/** Who is named above it, and who was asked to be. */
export function sayAuthors({ authors, asked }: Pick<Publishing, 'authors' | 'asked'>): string {
  const waiting = asked.filter(({ declinedAt }) => declinedAt === null).map(({ name }) => name)
  const named = authors.map(({ name }) => name).join(', ')
  return waiting.length > 0 ? `${named}; asked: ${waiting.join(', ')}` : named
}

/** How many secret links hold, and until when one does. */
export function sayLinks(links: Pick<Publishing['links'][number], 'until'>[]): string {
  const [last] = links.map(({ until }) => until).toSorted((one, other) => other.getTime() - one.getTime())
  if (!last) return 'None'
  return links.length === 1 ? `One, until ${sayDay(last)}` : `${links.length}, the last until ${sayDay(last)}`
}

const places: Record<Publishing['standing'], string> = {
  draft: 'Among the drafts', scheduled: 'Among what is scheduled', published: 'Among what is published', unlisted: 'Among what is published', archived: 'Put away',
}

/** Where it lies on its author's desk. */
export function sayPlace(standing: Publishing['standing']): string {
  return places[standing]
}
