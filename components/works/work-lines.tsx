import { sayKind } from '#components/works/work-name.tsx'
import type { WorkLine } from '#lib/works/read-work-list.ts'
import { workPath } from '#lib/works/work-path.ts'

/** Works as lines of a table of contents. */
export function WorkLines({ works }: { works: WorkLine[] }) {
  if (works.length === 0) return <p className="empty">There is no work here yet. Whoever suggests one makes the first.</p>
  return (
    <ol className="journal-lines" role="list">
      {works.map((work) => (
        <li key={work.id} className="work-line">
          <h2 className="line-title">
            <a href={workPath(work.slug)}>
              <cite>{work.title}</cite>
            </a>
          </h2>
          <p className="line-facts">
            <span>{sayKind(work.kind, work.year)}</span>
            {work.by && <span>{work.by}</span>}
            {work.essays > 0 && <span className="line-replies">{work.essays === 1 ? '1 essay' : `${work.essays} essays`}</span>}
          </p>
          {work.outline && <p className="work-outline">{work.outline}</p>}
        </li>
      ))}
    </ol>
  )
}
