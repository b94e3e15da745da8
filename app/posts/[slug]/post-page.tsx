import { Conversation } from '#components/comments/conversation.tsx'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { NoteSeen } from '#components/notices/note-seen.tsx'
import { describePost } from '#components/posts/describe-post.ts'
import { Essay } from '#components/posts/essay.tsx'
import { EssayReminder } from '#components/posts/essay-reminder.tsx'
import { JsonLd } from '#components/posts/json-ld.tsx'
import { describeReview } from '#components/works/describe-work.ts'
import { env } from '#lib/env.ts'
import type { FormAction } from '#lib/form-state.ts'
import { postPath } from '#lib/posts/post-path.ts'
import type { Post } from '#lib/posts/read-post.ts'
import { isSignedIn } from '#lib/viewer.ts'
import { holdsEssay } from './post-links.ts'
import type { PostPageView } from './read-post-page.ts'

/** What the forms of the page send to. */
export type PostPageActions = ThreadFrame['actions'] & { noteSeen: FormAction }

/** An essay with its conversation, or a later part of that, as it stands in the frame of the site. */
export function PostPage({ view: { viewer, post, links, thread, frame, related, desk, judged, unread }, actions: { noteSeen, ...actions } }: { view: PostPageView; actions: PostPageActions }) {
  const talks = post.commentsOpen || frame.taken !== null || thread.count > 0 || thread.entries.length > 0
  return (
    <>
      <div className="h-entry">
        {holdsEssay(links) ? <Essay post={post} related={related} desk={desk} judged={judged} /> : <EssayReminder post={post} />}
        {talks && <Conversation thread={thread} frame={{ ...frame, actions }} />}
      </div>
      {isSignedIn(viewer) && <NoteSeen unread={unread} reads="named" action={noteSeen} />}
      {links.order === 'thread' && links.branch === '' && <JsonLd data={describePost(post, isSignedIn(viewer) ? [] : thread.entries, env().AFTERWORD_ORIGIN)} />}
      {holdsEssay(links) && reviewsOf(post).map((review) => <JsonLd key={review.key} data={review.data} />)}
    </>
  )
}

/** An essay that reviews a work says so to machines, once for each. */
function reviewsOf(post: Post) {
  const origin = env().AFTERWORD_ORIGIN
  const essay = { ...post, url: origin + postPath(post.slug) }
  return post.works.filter(({ role }) => role === 'review').map((work) => ({ key: work.slug, data: describeReview(work, essay, origin) }))
}
