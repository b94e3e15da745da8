import '#components/moderation/kinds/guest-essay.css'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import { postPath } from '#lib/posts/post-path.ts'
import type { QueueItem } from '#lib/moderation/desk/read-items.ts'

/** An essay that a reader sent, as its page would be. @param html of its text, with what rules speak of marked */
export function GuestEssay({ essay, html }: { essay: NonNullable<QueueItem['essay']>; html: string }) {
  return (
    <div className="desk-text guest-essay">
      <h3 className="guest-essay-title">{essay.title}</h3>
      {essay.notes && <p className="meta">{essay.notes}</p>}
      {essay.standfirst && <p className="guest-essay-standfirst">{essay.standfirst}</p>}
      {essay.slug && (
        <p className="meta">
          Readers have <a href={postPath(essay.slug)}>an earlier text of it</a>.
        </p>
      )}
      <p className="meta">
        {essay.words.toLocaleString('en-GB')} {essay.words === 1 ? 'word' : 'words'}
      </p>
      <StoredHtml className="prose" html={html} />
    </div>
  )
}
