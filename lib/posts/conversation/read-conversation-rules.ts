import type { PostState } from '#database'
import { reader } from '#lib/database.ts'
import { rulesOf, rulesSeen, storedRules } from '#lib/posts/conversation/conversation-rules.ts'
import type { ConversationRules } from '#lib/posts/conversation/conversation-rules.ts'
import { noSuchEssay, permitAuthor } from '#lib/posts/permit-author.ts'
import { standingOf } from '#lib/posts/publishing/standings.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import type { SignedIn } from '#lib/viewer.ts'

export type OwnConversation = {
  post: { id: string; slug: string; title: string; standing: PostState; publishAt: Date | null }
  rules: ConversationRules
  /** The same as the form carries them along. */
  seen: string
  /** When it ends by itself, as it stands. */
  endsAt: Date | null
}

/** The rules of the conversation under an essay, for its authors. */
export async function readConversationRules(viewer: SignedIn, postId: string, now: Date): Promise<Outcome<OwnConversation>> {
  const post = await reader().post.findUnique({ where: { id: postId, deletedDraft: null }, select: columns })
  const refusal = post ? permitAuthor(viewer, post) : noSuchEssay
  if (!post || refusal) return refusal ?? noSuchEssay
  const { slug, state, publishAt, commentsCloseAfterDays } = post
  return done({
    post: { id: postId, slug, title: post.draftRevision?.title ?? post.publishedRevision?.title ?? '', standing: standingOf({ state, publishAt }, now), publishAt },
    rules: rulesOf(post), seen: rulesSeen(rulesOf(post)),
    endsAt: endOf(post.publishedAt ?? publishAt, commentsCloseAfterDays),
  })
}

/** As the view published_post reckons it. */
function endOf(from: Date | null, days: number | null): Date | null {
  return from && days ? new Date(from.getTime() + days * 86_400_000) : null
}

const columns = {
  slug: true, state: true, ...storedRules,
  publishedAt: true, publishAt: true, authorships: { select: { personId: true } },
  draftRevision: { select: { title: true } }, publishedRevision: { select: { title: true } },
} as const
