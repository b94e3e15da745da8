import { foldedBy, NotesLine, Unfold } from '#components/posts/content-notes.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { choosableOf } from '#lib/posts/content-notes/choosable.ts'
import type { QuotedReply } from '#lib/posts/read-recent-replies.ts'
import type { RepliesAbout } from '#lib/posts/read-replies-about.ts'

/** What readers said last under the essays about a work. */
export function WorkVoices({ page: { replies, older }, path }: { page: RepliesAbout; /** Where all of it is listed. */ path: string }) {
  if (replies.length === 0) return null
  return (
    <section className="work-part" aria-labelledby="voices">
      <h2 className="section-title" id="voices">
        From the conversation about it
      </h2>
      <Voices replies={replies} />
      {older && (
        <p className="work-foot">
          <a rel="next" href={`${path}?before=${older}`}>
            More of the conversation
          </a>
        </p>
      )}
    </section>
  )
}

/** Replies as quotations, each with the essay below which it stands. */
export function Voices({ replies }: { replies: QuotedReply[] }) {
  return (
    <ul className="voices-list" role="list">
      {replies.map(({ id, text, by, at, post }, place) => (
        <li key={id} {...foldedBy(choosableOf(post.contentNotes))}>
          {replies[place - 1]?.post.slug !== post.slug && <NotesLine notes={post.contentNotes} />}
          <Unfold topics={choosableOf(post.contentNotes)} title={`what ${by.name} said on ${post.title}`} />
          <blockquote className="voice-text noted-text" cite={`/c/${id}`}>
            {text}
          </blockquote>
          <p className="voice-source">
            {by.name} on{' '}
            <a href={`/c/${id}`}>
              {post.title}, <Moment at={at} />
            </a>
          </p>
        </li>
      ))}
    </ul>
  )
}
