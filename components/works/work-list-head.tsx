import type { Work } from '#lib/works/read-work.ts'
import { workPath } from '#lib/works/work-path.ts'

/** Above a list that belongs to a work: which one, and what is listed. */
export function WorkListHead({ work: { slug, title: name }, title }: { work: Pick<Work, 'slug' | 'title'>; title: string }) {
  return (
    <header className="list-head">
      <p className="foot-label">
        <a href={workPath(slug)}>
          <cite>{name}</cite>
        </a>
      </p>
      <h1 className="page-title">{title}</h1>
    </header>
  )
}
