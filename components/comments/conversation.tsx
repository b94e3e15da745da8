import { Thread } from '#components/comments/thread.tsx'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { ReplyPlace } from '#components/comments/reply-place.tsx'
import { pageLink } from '#components/comments/thread-links.ts'
import { EarlierPart, LaterPart } from '#components/comments/thread-parts.tsx'
import { ThreadPages } from '#components/comments/thread-pages.tsx'
import { sayReplies } from '#components/posts/say-count.ts'
import type { ThreadPage } from '#lib/comments/read-thread.ts'

type Props = { thread: ThreadPage; frame: ThreadFrame }

/** All that was said under an essay, one page of it, and the place to say something. */
export function Conversation({ thread, frame }: Props) {
  return (
    <section className="conversation column" id="conversation" aria-labelledby="conversation-title">
      <h2 className="conversation-title" id="conversation-title">
        The conversation
      </h2>
      <p className="conversation-count">
        {sayReplies(thread.count)}
        {thread.pages > 1 && `, page ${thread.page} of ${thread.pages}`}
        {thread.page < thread.pages && <LastPage href={`${pageLink(frame.links, thread.pages)}#conversation`} />}
      </p>
      <EarlierPart thread={thread} links={frame.links} />
      <Thread entries={thread.entries} frame={frame} />
      <LaterPart thread={thread} links={frame.links} />
      <ThreadPages page={thread.page} pages={thread.pages} links={frame.links} />
      <ReplyPlace frame={frame} parent={null} answering={answersOneOf(thread, frame)} />
    </section>
  )
}

/** Conversations grow at their end. */
function LastPage({ href }: { href: string }) {
  return (
    <>
      {'; '}
      <a href={href}>to the last page</a>
    </>
  )
}

/** Whether the form stands under a comment of this page. One that is named but gone has no form. */
function answersOneOf({ entries }: ThreadPage, { replyTo }: ThreadFrame): boolean {
  return entries.some((entry) => entry.id === replyTo && entry.kind === 'published')
}
