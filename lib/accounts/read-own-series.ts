import type { PostState } from '#database'
import { reader } from '#lib/database.ts'
import { standingOf } from '#lib/posts/publishing/standings.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** An essay as its author sees it in a list: with what readers see of it. */
export type OwnPart = { postId: string; title: string; slug: string; published: boolean }

export type OwnSeries = {
  series: { id: string; slug: string; title: string; parts: OwnPart[]; shown: boolean }[]
  /** Essays of the viewer's own that stand in no series yet, the newest first. */
  free: OwnPart[]
}

/** Nobody orders more by hand. */
const most = 300

/** The series that an author made, each with its essays in order, published or not, and the essays that could still be put into one. */
export async function readOwnSeries(viewer: Viewer): Promise<Outcome<OwnSeries>> {
  const stranger = permitRole(viewer, 'author')
  if (stranger || !viewer.id) return stranger ?? done({ series: [], free: [] })
  const now = new Date()
  const [rows, posts] = await Promise.all([
    reader().series.findMany({
      where: { madeById: viewer.id }, orderBy: { id: 'desc' }, take: most,
      select: { id: true, slug: true, title: true, parts: { orderBy: [{ position: 'asc' }, { postId: 'asc' }], select: { post: { select: essay } } } },
    }),
    reader().post.findMany({
      where: { kind: 'essay', state: { not: 'archived' }, seriesPart: null, deletedDraft: null, authorships: { some: { personId: viewer.id } } }, orderBy: { id: 'desc' }, take: most, select: essay,
    }),
  ])
  const series = rows.map(({ parts, ...each }) => ({ ...each, parts: parts.map(({ post }) => shape(post, now)), shown: parts.some(({ post }) => standingOf(post, now) === 'published') }))
  return done({ series, free: posts.map((post) => shape(post, now)) })
}

const essay = { id: true, slug: true, state: true, publishAt: true, publishedRevision: { select: { title: true } }, draftRevision: { select: { title: true } } } as const

type Essay = { id: string; slug: string; state: PostState; publishAt: Date | null; publishedRevision: { title: string } | null; draftRevision: { title: string } | null }

function shape(post: Essay, now: Date): OwnPart {
  const { id, slug, publishedRevision, draftRevision } = post
  return { postId: id, slug, title: publishedRevision?.title || draftRevision?.title || 'Without a title', published: standingOf(post, now) === 'published' }
}
