import type { CommentsMode, PostState } from '#database'
import type { Transaction } from '#lib/database.ts'
import { addJob } from '#lib/jobs/add-job.ts'
import { noticeDelaySeconds } from '#lib/notice-delay.ts'
import { chooseSlug, suggestSlug } from '#lib/posts/choose-slug.ts'
import { refuseTakenDown, refuseUnapproved, refuseUnrendered } from '#lib/posts/publishing/load-publishing.ts'
import type { LoadedPublishing } from '#lib/posts/publishing/load-publishing.ts'
import { isAnother, refuseChanged } from '#lib/posts/publishing/refuse-changed.ts'
import { mayMove, standingOf } from '#lib/posts/publishing/standings.ts'
import { hasOwnSlug } from '#lib/posts/writing/own-slug.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome, Refusal } from '#lib/refusal.ts'

type How = {
  to: 'published' | 'unlisted' | 'scheduled'
  /** When it appears, or appeared; null for now. */
  at: Date | null
  /** The version of the draft that was looked at; null where nobody says. */
  draftVersion: number | null
  /** The text that was looked at; empty where nobody says. */
  draftRevision?: string
  /** As it is, where left out. */
  commentsMode?: CommentsMode | undefined
  /** Where the author was when they named the moment. */
  timeZone?: string
}

/**
 * Brings the draft of a post before its readers, now or at a later minute, in the lists or in none. The text is the one that the draft
 * has now: what is written afterwards is private until it is published in its turn. An address of its own comes with the first time.
 */
export async function putBeforeReaders(tx: Transaction, post: LoadedPublishing, how: How, now: Date): Promise<Outcome<{ slug: string; state: PostState }>> {
  const hindrance = findHindrance(post, how, now)
  if (hindrance) return hindrance
  if (isAnother(post, how)) return refuseChanged(tx, post, how.draftRevision ?? '')
  const slug = hasOwnSlug(post) ? post.slug : await chooseSlug(tx, suggestSlug(post.draftRevision?.title ?? ''))
  const guarded = await tx.post.updateMany({
    where: { id: post.id, version: post.version },
    data: {
      ...momentOf(post, how, now), slug, publishedRevisionId: post.draftRevisionId, version: { increment: 1 }, updatedAt: now,
      ...(how.commentsMode && { commentsMode: how.commentsMode }), ...(how.timeZone && { timeZone: how.timeZone }),
    },
  })
  if (guarded.count !== 1) return refuse('conflict', 'Somebody else changed this essay in this very moment. Nothing was lost.')
  if (how.to !== 'unlisted') await tellLater(tx, post.id, how.to === 'scheduled' && how.at ? how.at : now)
  return done({ slug, state: how.to }, { type: 'post', id: post.id })
}

function findHindrance(post: LoadedPublishing, { to }: How, now: Date): Refusal | null {
  const { draftRevision: draft, passwordHash } = post
  if (!draft) return refuse('conflict', 'There is no draft to publish.')
  const kept = refuseTakenDown(post) ?? refuseUnapproved(post, post.draftRevisionId)
  if (kept) return kept
  if (passwordHash) return refuse('conflict', 'This essay has a password, so it stays private. Take the password away first.')
  if (draft.title.trim() === '') return refuse('invalid', 'It has no title yet. Please give it one first.')
  const unready = refuseUnrendered(post, now)
  if (unready) return unready
  if (draft.text.trim() === '' && !/<img /.test(draft.html)) return refuse('invalid', 'There is nothing to read in it yet.')
  const from = standingOf(post, now)
  if (mayMove(from, to, to === 'scheduled' ? 'schedule' : 'publish')) return null
  return refuse('conflict', 'Readers see it already. To let it appear anew later, take it back to your drafts first.')
}

/** A post that was public before keeps its day, unless it is to appear anew. */
function momentOf(post: LoadedPublishing, { to, at }: How, now: Date) {
  if (to === 'scheduled') return { state: to, publishAt: at ?? now, publishedAt: null }
  const since = standingOf(post, now) === 'published' ? post.publishAt : null
  return { state: to, publishAt: null, publishedAt: post.publishedAt ?? since ?? at ?? now }
}

/** Those who follow an author hear of an essay a minute after it appeared, once: the first mistake is seen by then. */
export async function tellLater(tx: Transaction, postId: string, appears: Date): Promise<void> {
  await addJob(tx, 'tell-of-post', { postId }, { at: new Date(appears.getTime() + noticeDelaySeconds * 1000), key: postId })
}
