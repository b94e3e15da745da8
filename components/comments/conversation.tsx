import { FeaturedReplies } from '#components/comments/featured-replies.tsx'
import { NewSince, RememberVisit } from '#components/comments/island/new-since.tsx'
import { threadFacts } from '#components/comments/island/thread-facts.ts'
import { ThreadIsland } from '#components/comments/island/thread-island.tsx'
import { FollowSignedOut, FollowThread } from '#components/notices/follow-thread.tsx'
import { TakenBack } from '#components/comments/own/taken-back.tsx'
import { ReplyPlace } from '#components/comments/reply-place.tsx'
import { Thread } from '#components/comments/thread.tsx'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { pageLink } from '#components/comments/thread-links.ts'
import { ThreadOrders } from '#components/comments/thread-orders.tsx'
import { ThreadPages } from '#components/comments/thread-pages.tsx'
import { EarlierPart, LaterPart } from '#components/comments/thread-parts.tsx'
import { sayReplies } from '#components/posts/say-count.ts'
import type { ThreadPage } from '#lib/comments/read-thread.ts'

type Props = { thread: ThreadPage; frame: ThreadFrame }

/**
 * All that was said under an essay, one stretch of it, and the place to say something. The empty line is where a script says aloud
 * what it did.
 */
export function Conversation({ thread, frame }: Props) {
  return (
    <section className="conversation column" id="conversation" aria-labelledby="conversation-title" data-thread={frame.links.slug} {...threadFacts(thread, frame.visit)}>
      <h2 className="conversation-title" id="conversation-title">
        {thread.branch ? titleOfBranch(thread.branch) : 'The conversation'}
      </h2>
      {thread.branch ? <LeftAt id={thread.branch.id} /> : <WholeCount thread={thread} frame={frame} />}
      <FollowHere frame={frame} />
      <FeaturedReplies replies={frame.featured} />
      <NewSince visit={frame.visit} slug={frame.links.slug} />
      <p className="visually-hidden" role="status" data-thread-status />
      <EarlierPart thread={thread} links={frame.links} />
      <Thread thread={thread} frame={frame} />
      {frame.taken && frame.taken.before === null && <TakenBack id={frame.taken.id} />}
      <LaterPart thread={thread} links={frame.links} />
      {thread.branch ? <LeftAt id={thread.branch.id} /> : thread.order === 'thread' && <ThreadPages page={thread.page} pages={thread.pages} links={frame.links} />}
      <RememberVisit visit={frame.visit} slug={frame.links.slug} action={frame.actions.noteVisit} />
      <ReplyPlace frame={frame} parent={null} answering={answersOneOf(thread, frame)} />
      <ThreadIsland />
    </section>
  )
}

/** Where nothing can be said any more nobody begins to follow; who said something about it can take that back, and its feed stays. */
function FollowHere({ frame: { writing, postId, follows, ownEssay, links, feed, actions } }: { frame: ThreadFrame }) {
  const asks = writing !== 'closed' || follows !== null
  if (!asks && !feed) return null
  return (
    <div className="conversation-follow">
      {writing === 'signed-out' && <FollowSignedOut path={`${pageLink(links, 1)}#conversation`} />}
      {writing !== 'signed-out' && asks && <FollowThread postId={postId} said={follows} own={ownEssay} action={actions.follow} />}
      {feed && (
        <p>
          <a href={feed}>Its feed</a>
        </p>
      )}
    </div>
  )
}

function titleOfBranch({ name }: NonNullable<ThreadPage['branch']>): string {
  return name === null ? 'One branch of the conversation' : `What was said to ${name}`
}

/** The permanent address of the comment leads to where it stands among the others. */
function LeftAt({ id }: { id: string }) {
  return (
    <p className="conversation-count">
      One branch of the conversation; <a href={`/c/${id}`}>back to where it goes on from</a>
    </p>
  )
}

function WholeCount({ thread, frame }: Props) {
  return (
    <div className="conversation-count">
      <p>
        {sayReplies(thread.count)}
        {thread.order === 'thread' && thread.pages > 1 && `, page ${thread.page} of ${thread.pages}`}
        {thread.order === 'thread' && thread.page < thread.pages && <LastPage href={`${pageLink(frame.links, thread.pages)}#conversation`} />}
      </p>
      {thread.count > 1 && <ThreadOrders links={frame.links} />}
    </div>
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
