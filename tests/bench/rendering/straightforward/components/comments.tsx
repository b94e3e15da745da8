import type { Comment } from '../lib/comments'
import { renderMarkdown } from '../lib/markdown'
import { CommentItem } from './comment-item'

type Props = { comments: Comment[]; slug: string; viewerId: string | undefined }

/** The comments of a page as nested lists. */
export function Comments({ comments, slug, viewerId }: Props) {
  const replies = Map.groupBy(comments, ({ parentId }) => parentId)
  const render = (comment: Comment) => {
    const below = replies.get(comment.id) ?? []
    return (
      <CommentItem
        key={comment.id}
        id={comment.id}
        slug={slug}
        author={comment.author?.name ?? 'Somebody'}
        handle={comment.author?.handle ?? null}
        answers={comment.parent?.author?.name ?? null}
        submittedAt={comment.submittedAt}
        html={renderMarkdown(comment.currentRevision?.source ?? '')}
        waits={comment.state === 'held'}
        own={comment.authorId === viewerId}
        signedIn={viewerId !== undefined}
      >
        {below.length > 0 && <ol>{below.map(render)}</ol>}
      </CommentItem>
    )
  }
  return <ol className="comments">{(replies.get(null) ?? []).map(render)}</ol>
}
