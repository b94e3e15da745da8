import { workPath } from '#lib/works/work-path.ts'
import { kindWords } from '#lib/works/facts/say-fact.ts'

type Named = { slug: string; title: string; year: number | null }

/** A work in a line of text: its title as a link, and its year. */
export function WorkName({ work: { slug, title, year } }: { work: Named }) {
  return (
    <>
      <a href={workPath(slug)}>
        <cite>{title}</cite>
      </a>
      {year !== null && ` (${year})`}
    </>
  )
}

/** `Film, 1999`. */
export function sayKind(kind: string, year: number | null): string {
  const word = Object.entries(kindWords).find(([known]) => known === kind)?.[1] ?? kindWords.other
  return year === null ? word : `${word}, ${year}`
}
