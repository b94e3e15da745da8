import { reader } from '#lib/database.ts'
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
  const [rows, posts] = await Promise.all([
    reader().series.findMany({
      where: { madeById: viewer.id }, orderBy: { id: 'desc' }, take: most,
      select: { id: true, slug: true, title: true, parts: { orderBy: [{ position: 'asc' }, { postId: 'asc' }], select: { post: { select: essay } } } },
    }),
    reader().post.findMany({
      where: { kind: 'essay', state: { not: 'archived' }, seriesPart: null, authorships: { some: { personId: viewer.id } } }, orderBy: { id: 'desc' }, take: most, select: essay,
    }),
  ])
  const series = rows.map(({ parts, ...each }) => ({ ...each, parts: parts.map(({ post }) => shape(post)), shown: parts.some(({ post }) => post.state === 'published') }))
  return done({ series, free: posts.map(shape) })
}

const essay = { id: true, slug: true, state: true, publishedRevision: { select: { title: true } }, draftRevision: { select: { title: true } } } as const

type Essay = { id: string; slug: string; state: string; publishedRevision: { title: string } | null; draftRevision: { title: string } | null }

function shape({ id, slug, state, publishedRevision, draftRevision }: Essay): OwnPart {
  return { postId: id, slug, title: publishedRevision?.title || draftRevision?.title || 'Without a title', published: state === 'published' }
}
