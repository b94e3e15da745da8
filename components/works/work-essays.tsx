import { NotesLine } from '#components/posts/content-notes.tsx'
import { PostFacts } from '#components/posts/post-facts.tsx'
import { sayRole } from '#components/works/say-rating.ts'
import { postPath } from '#lib/posts/post-path.ts'
import type { PostLine } from '#lib/posts/read-post-list.ts'
import type { WorkPost } from '#lib/works/read-post-works.ts'

export type WorkEssay = PostLine & Pick<WorkPost, 'role' | 'rated'>

/** Essays that name a work, each with what it has to do with it. */
export function WorkEssays({ essays }: { essays: WorkEssay[] }) {
  return (
    <section aria-labelledby="essays" className="work-part h-feed">
      <h2 className="section-title" id="essays">
        Essays about it
      </h2>
      {essays.length === 0 && <p className="empty">Nobody has written about it here yet.</p>}
      <ol className="journal-lines" role="list">
        {essays.map((essay) => (
          <li key={essay.id} className="h-entry" lang={essay.lang}>
            <p className="work-role">{sayRole(essay.role, essay.rated)}</p>
            <h3 className="line-title">
              <a className="p-name u-url" href={postPath(essay.slug)}>
                {essay.title}
              </a>
            </h3>
            <NotesLine notes={essay.contentNotes} />
            <PostFacts post={essay} />
          </li>
        ))}
      </ol>
    </section>
  )
}
