import { sayRating } from '#components/works/say-rating.ts'
import { FewFacts } from '#components/works/work-facts.tsx'
import { sayKind, WorkName } from '#components/works/work-name.tsx'
import type { PostWork } from '#lib/works/read-post-works.ts'
import { workPath } from '#lib/works/work-path.ts'

/** The works of an essay after its text: a few facts of those that it is about, a line for those that it mentions. */
export function FactsBoxes({ works }: { works: PostWork[] }) {
  const mentioned = works.filter(({ role }) => role === 'mention')
  return (
    <>
      {works.filter(({ role }) => role !== 'mention').map((work) => (
        <FactsBox key={work.slug} work={work} />
      ))}
      {mentioned.length > 0 && (
        <p className="works-mentioned">
          <span className="foot-label">Also mentioned: </span>
          {mentioned.map((work, index) => (
            <span key={work.slug}>
              {index > 0 && ', '}
              <WorkName work={work} />
            </span>
          ))}
        </p>
      )}
    </>
  )
}

function FactsBox({ work }: { work: PostWork }) {
  const id = `work-${work.slug}`
  return (
    <aside className="facts-box" aria-labelledby={id}>
      <p className="foot-label">{sayKind(work.kind, work.year)}</p>
      <h2 className="facts-title" id={id}>
        <a href={workPath(work.slug)}>
          <cite>{work.title}</cite>
        </a>
      </h2>
      {work.rated && <p className="facts-rating">This essay gives it {sayRating(work.rated)}.</p>}
      <FewFacts document={work.document} />
    </aside>
  )
}
