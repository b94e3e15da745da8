import { NotesLine } from '#components/posts/content-notes.tsx'
import { LeftOut, leftOutEssays } from '#components/posts/left-out.tsx'
import { PostFacts } from '#components/posts/post-facts.tsx'
import { sayRole } from '#components/works/say-rating.ts'
import { postPath } from '#lib/posts/post-path.ts'
import type { EssayPage, WorkEssay } from '#lib/posts/read-work-essays.ts'

type Props = {
  page: EssayPage
  /** Where all of them are listed. */
  path: string
  /** The same page with what its reader would rather have left out. */
  all: string
}

/** Essays that name a work, each with what it has to do with it. */
export function WorkEssays({ page: { essays, next, leftOut }, path, all }: Props) {
  return (
    <section aria-labelledby="essays" className="work-part h-feed">
      <h2 className="section-title" id="essays">
        Essays about it
      </h2>
      {essays.length === 0 && leftOut === 0 && <p className="empty">Nobody has written about it here yet.</p>}
      <EssayLines essays={essays} heading="h3" />
      <LeftOut count={leftOut} what={leftOutEssays} all={all} />
      {next && (
        <p className="work-foot">
          <a rel="next" href={`${path}?after=${encodeURIComponent(next)}`}>
            More essays about it
          </a>
        </p>
      )}
    </section>
  )
}

/** The same as lines. @param heading the level below what the list is headed with */
export function EssayLines({ essays, heading: Heading }: { essays: WorkEssay[]; heading: 'h2' | 'h3' }) {
  return (
    <ol className="journal-lines" role="list">
      {essays.map((essay) => (
        <li key={essay.id} className="h-entry" lang={essay.lang}>
          <p className="work-role">{sayRole(essay.role, essay.rated)}</p>
          <Heading className="line-title">
            <a className="p-name u-url" href={postPath(essay.slug)}>
              {essay.title}
            </a>
          </Heading>
          <NotesLine notes={essay.contentNotes} />
          <PostFacts post={essay} />
        </li>
      ))}
    </ol>
  )
}
