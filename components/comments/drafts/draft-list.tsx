import { Button } from '#components/ui/button.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { DraftForm } from './draft-form.tsx'
import { postPath } from '#lib/posts/post-path.ts'
import type { FormAction } from '#lib/form-state.ts'
import type { ListedDraft } from '#lib/comments/drafts/read-drafts.ts'

type Props = { drafts: ListedDraft[]; action: FormAction }

/** What somebody has begun and not sent, each with the way back to its place. */
export function DraftList({ drafts, action }: Props) {
  if (drafts.length === 0) return null
  return (
    <section id="drafts" aria-label="Begun and not sent">
      <h2 className="section-title">Begun and not sent</h2>
      <ol className="own-lines" role="list">
        {drafts.map((draft) => (
          <li key={draft.id}>
            <DraftEntry draft={draft} action={action} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function DraftEntry({ draft, action }: { draft: ListedDraft; action: FormAction }) {
  const { id, version, body, excerpt, savedAt, aside, post } = draft
  const place = placeOf(draft)
  return (
    <>
      <p className="own-excerpt">{place ? <a href={place}>{excerpt}</a> : excerpt}</p>
      <p className="meta">
        {sayAnswered(draft)} {post ? <a href={postPath(post.slug)}>{post.title}</a> : 'an essay that is not here any more'}, kept <Moment at={savedAt} precision="minute" />
      </p>
      {!place && <p className="own-standing">What it answers is not here any more, so it cannot be sent. The words are still yours.</p>}
      <details className="draft-whole">
        <summary>
          The whole text<span className="visually-hidden">: {excerpt}</span>
        </summary>
        <p className="draft-words">{body}</p>
        {aside && (
          <>
            <p className="meta">And another text for the same place:</p>
            <p className="draft-words">{aside}</p>
          </>
        )}
      </details>
      <DraftForm action={action}>
        <input type="hidden" name="draftId" value={id} />
        <input type="hidden" name="version" value={version} />
        <Button look="text">
          Throw it away<span className="visually-hidden">: {excerpt}</span>
        </Button>
      </DraftForm>
    </>
  )
}

/** Where it can be finished; null when there is no such place any more. */
function placeOf({ post, parent }: ListedDraft): string | null {
  if (!post || parent === 'gone') return null
  return parent === 'essay' ? `${postPath(post.slug)}#reply` : `/c/${parent.id}/reply`
}

function sayAnswered({ parent }: ListedDraft): string {
  if (parent === 'essay') return 'to the essay'
  return parent === 'gone' ? 'to a comment under' : `to ${parent.name}, under`
}
