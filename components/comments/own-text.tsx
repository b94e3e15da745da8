import { markMatches } from '#components/moderation/cards/mark-matches.ts'
import { StoredHtml } from '#components/ui/stored-html.tsx'

/** An own text, with the passage marked that a moderator asks to change. A passage that cannot be found in it is quoted below. */
export function OwnText({ html, passage }: { html: string; passage: string }) {
  const marked = markMatches(html, passage ? [passage] : [])
  return (
    <>
      <StoredHtml className="prose comment-text" html={marked.html} />
      {marked.unseen.map((words) => (
        <p key={words} className="comment-passage">
          About: <q>{words}</q>
        </p>
      ))}
    </>
  )
}
