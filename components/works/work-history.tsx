import type { ReactNode } from 'react'
import { ChangeList } from '#components/works/change-list.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { WorkChange } from '#lib/works/read-work-history.ts'

/** How a work came to be what it is, newest first: who proposed what, why, and what it changed. */
export function WorkHistory({ changes }: { changes: WorkChange[] }) {
  return (
    <ol className="work-history" role="list">
      {changes.map((change) => (
        <li key={change.id} id={`change-${change.id}`}>
          <h2 className="section-title">
            <Moment at={change.at} />
          </h2>
          <p className="foot-label">{sayBy(change)}</p>
          {change.note && <p className="work-history-note">{change.note}</p>}
          <ChangeList changes={change.changes} foldEnds />
        </li>
      ))}
    </ol>
  )
}

function sayBy({ cause, by }: WorkChange): ReactNode {
  if (cause === 'lock') return 'By the moderators'
  if (cause === 'merge') return 'Facts of another page about the same work'
  if (!by) return 'Suggested by somebody who has left'
  return (
    <>
      Suggested by <a href={`/people/${encodeURIComponent(by.handle)}`}>{by.name}</a>
    </>
  )
}
