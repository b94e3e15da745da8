import { WorkName } from '#components/works/work-name.tsx'
import type { AddedTo as Work } from '#lib/works/read-works-added-to.ts'

/** The works to whose pages somebody has added, in one line. */
export function AddedTo({ works }: { works: Work[] }) {
  if (works.length === 0) return null
  return (
    <p className="added-to">
      <span className="foot-label">Has added to the pages about </span>
      {works.map((work, index) => (
        <span key={work.slug}>
          {index > 0 && ', '}
          <WorkName work={work} />
        </span>
      ))}
    </p>
  )
}
