import { NotesLine } from '#components/posts/content-notes.tsx'
import { postPath } from '#lib/posts/post-path.ts'
import type { NeighbourPart, SeriesPlace } from '#lib/posts/series/read-series.ts'
import { seriesPath } from '#lib/posts/series/series-path.ts'

/** That an essay is one of several: a quiet line above its title. */
export function SeriesLine({ series }: { series: SeriesPlace }) {
  return (
    <p className="series-line">
      <PlaceIn series={series} />
    </p>
  )
}

/** What comes before and after, below the text. */
export function SeriesNeighbours({ series }: { series: SeriesPlace }) {
  const { previous, next } = series
  return (
    <nav aria-label="The series">
      <p className="foot-label">
        <PlaceIn series={series} />
      </p>
      {(previous || next) && (
        <ul className="plain-lines" role="list">
          {previous && <Neighbour word="Before it" rel="prev" part={previous} />}
          {next && <Neighbour word="After it" rel="next" part={next} />}
        </ul>
      )}
    </nav>
  )
}

function PlaceIn({ series: { part, of, slug, title } }: { series: SeriesPlace }) {
  return (
    <>
      Part {part} of {of} of <a href={seriesPath(slug)}>{title}</a>
    </>
  )
}

function Neighbour({ word, rel, part }: { word: string; rel: string; part: NeighbourPart }) {
  return (
    <li>
      <span className="foot-label">{word}: </span>
      <a rel={rel} href={postPath(part.slug)}>
        {part.title}
      </a>
      <NotesLine notes={part.contentNotes} />
    </li>
  )
}
