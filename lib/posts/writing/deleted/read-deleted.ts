import { reader } from '#lib/database.ts'
import { deletedDays, goneAt } from '#lib/posts/writing/deleted/deleted-days.ts'
import { findHindrance, permitDeleting } from '#lib/posts/writing/deleted/find-hindrance.ts'
import { takesOthersOut } from '#lib/posts/authors/take-out-author.ts'
import { noSuchEssay } from '#lib/posts/permit-author.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import type { SignedIn, Viewer } from '#lib/viewer.ts'

/** A deleted draft as its authors see it in the list. */
export type DeletedLine = { id: string; title: string; words: number; texts: number; deletedAt: Date; goneAt: Date; by: string | null; mayBringBack: boolean }

/** Nobody looks for more in one list; the next ones follow when these are gone. */
const most = 200

/** What an author deleted and may have back, the newest first. */
export async function readDeleted(viewer: SignedIn, now: Date): Promise<DeletedLine[]> {
  const rows = await reader().deletedDraft.findMany({
    where: { ...kept(now), post: { authorships: { some: { personId: viewer.id } } } },
    orderBy: [{ deletedAt: 'desc' }, { postId: 'desc' }], take: most,
    select: {
      postId: true, deletedAt: true, deletedBy: { select: { id: true, name: true } }, revision: { select: { title: true, words: true } },
      post: { select: { _count: { select: { revisions: true } }, authorships: { orderBy: { position: 'asc' }, select: { personId: true } } } },
    },
  })
  return rows.map(({ postId, deletedAt, deletedBy, revision, post }) => ({
    id: postId, title: revision.title, words: revision.words, texts: post._count.revisions, deletedAt, goneAt: goneAt(deletedAt),
    by: deletedBy && deletedBy.id !== viewer.id ? deletedBy.name : null, mayBringBack: takesOthersOut(viewer, post.authorships),
  }))
}

/** How many that are. */
export async function countDeleted(viewer: SignedIn, now: Date): Promise<number> {
  return reader().deletedDraft.count({ where: { ...kept(now), post: { authorships: { some: { personId: viewer.id } } } } })
}

/** What is due is gone, whether or not its texts are emptied yet. */
const kept = (now: Date) => ({ emptiedAt: null, deletedAt: { gt: new Date(now.getTime() - deletedDays * 86_400_000) } })

/** Whether a draft that somebody goes on writing in was deleted under their hands, by them elsewhere or by who writes it with them. */
export async function wasDeleted(viewer: Viewer, postId: string, now: Date): Promise<boolean> {
  if (!viewer.id) return false
  return (await reader().deletedDraft.count({ where: { ...kept(now), postId, post: { authorships: { some: { personId: viewer.id } } } } })) > 0
}

/** What goes when a draft is deleted, or why it cannot be. */
export type Deleting = { id: string; title: string; draftVersion: number; hindrance: string | null; texts: number; images: number; links: number; asked: number; sent: boolean; inSeries: boolean; with: string[] }

/** What an author reads before they delete a draft. To everybody else it is as if it were not there. */
export async function readDeleting(viewer: SignedIn, postId: string, now: Date): Promise<Outcome<Deleting>> {
  const post = await reader().post.findUnique({ where: { id: postId }, select: columns(now) })
  if (!post?.draftRevision) return noSuchEssay
  const stranger = permitDeleting(viewer, post)
  if (stranger?.code === 'not-found') return stranger
  const hindrance = stranger ?? (await findHindrance(reader(), post, now))
  const [{ images } = { images: 0 }] = await reader().$queryRaw<{ images: number }[]>`
    SELECT count(DISTINCT u.name)::int AS images FROM media_use u JOIN post_revision r ON r.id = u.used_id AND u.used_by = 'post_revision' WHERE r.post_id = ${postId}::uuid`
  return done({
    id: post.id, title: post.draftRevision.title, draftVersion: post.draftVersion, hindrance: hindrance?.message ?? null, images,
    texts: post._count.revisions, links: post.draftLinks.length, asked: post.invitations.length, sent: post.guestPosts.length > 0, inSeries: post.seriesPart !== null,
    with: post.authorships.filter(({ personId }) => personId !== viewer.id).map(({ person }) => person.name),
  })
}

const columns = (now: Date) => ({
  id: true, state: true, publishAt: true, draftVersion: true, draftRevision: { select: { title: true } }, _count: { select: { revisions: true } },
  authorships: { orderBy: { position: 'asc' }, select: { personId: true, person: { select: { name: true } } } },
  draftLinks: { where: { revokedAt: null, expiresAt: { gt: now } }, select: { id: true } },
  invitations: { where: { agreedAt: null, declinedAt: null }, select: { personId: true } },
  guestPosts: { select: { id: true }, take: 1 }, seriesPart: { select: { seriesId: true } },
}) as const
