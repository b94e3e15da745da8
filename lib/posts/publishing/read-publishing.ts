import type { PostKind, PostState, Prisma } from '#database'
import { publicReader, reader } from '#lib/database.ts'
import { takesOthersOut } from '#lib/posts/authors/take-out-author.ts'
import { noSuchEssay, permitAuthor } from '#lib/posts/permit-author.ts'
import { readCover } from '#lib/posts/publishing/cover.ts'
import type { Cover } from '#lib/posts/publishing/cover.ts'
import { draftLinkPath } from '#lib/posts/publishing/draft-link-token.ts'
import { standingOf } from '#lib/posts/publishing/standings.ts'
import { permitSeries } from '#lib/posts/series/load-series.ts'
import { hasOwnSlug } from '#lib/posts/writing/own-slug.ts'
import { suggestSlug } from '#lib/posts/choose-slug.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { readSetting } from '#lib/settings/read-setting.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** All that an author settles about a post beside its text. */
export type Publishing = {
  id: string
  kind: PostKind
  standing: PostState
  draftVersion: number
  title: string
  words: number
  savedAt: Date
  draftRevisionId: string | null
  publishedRevisionId: string | null
  /** When readers saw it first, or will. */
  appears: Date | null
  /** By which clock the author named that moment, or would. */
  timeZone: string
  /** False while that is a guess of the site's, which knows no clock of the viewer. */
  timeZoneKnown: boolean
  /** The slug that it has or, as long as nobody can know it, the one that it would get. */
  slug: string
  slugIsOwn: boolean
  /** Earlier ones that lead to it. */
  oldSlugs: string[]
  /** What readers see, or will see, is another text than the draft. */
  draftDiffers: boolean
  /** There is a text that readers saw, to be brought back. */
  wasSeen: boolean
  tags: string[]
  /** What other essays are filed under, to choose from. */
  knownTags: string[]
  /** As BCP 47 says it. */
  lang: string
  canonicalUrl: string
  historyShown: boolean
  excerpt: string
  standfirst: string
  cover: Cover | null
  authors: { id: string; name: string; handle: string; oneself: boolean }[]
  /** The viewer may take other authors out. */
  takesOthersOut: boolean
  /** Who was asked to write at it and has not agreed. */
  asked: { id: string; name: string; at: Date; declinedAt: Date | null }[]
  /** Whoever made a series orders it. */
  series: { id: string; title: string; part: number; of: number; mine: boolean } | null
  /** The viewer's own series that it could be put into. */
  openSeries: { id: string; title: string }[]
  links: { id: string; path: string; since: Date; until: Date; opened: Date | null; by: string }[]
  /** Null: it has none. */
  password: { since: Date | null } | null
}

/** What stands on the page on which an author publishes. To everybody but its authors and administrators it is as if the post were not there. */
export async function readPublishing(viewer: Viewer, postId: string, now: Date): Promise<Outcome<Publishing>> {
  const stranger = permitRole(viewer, 'author')
  if (stranger) return stranger
  const post = await reader().post.findUnique({ where: { id: postId }, select: columns(now) })
  if (!post?.draftRevision) return noSuchEssay
  const { draftRevision: draft } = post
  const other = permitAuthor(viewer, post)
  if (other) return other
  const [series, openSeries, clock, knownTags] = await Promise.all([readPlace(viewer, post.id), post.seriesPart ? [] : readOpenSeries(viewer), readClock(viewer, post.timeZone), readKnownTags(post.tags.map(({ tag }) => tag.name))])
  return done({
    id: post.id, kind: post.kind, standing: standingOf(post, now), draftVersion: post.draftVersion, draftRevisionId: post.draftRevisionId, publishedRevisionId: post.publishedRevisionId,
    title: draft.title, words: draft.words, savedAt: draft.savedAt, standfirst: draft.standfirst, excerpt: draft.excerpt, cover: readCover(draft.cover),
    appears: post.publishedAt ?? post.publishAt, ...clock,
    slug: hasOwnSlug(post) ? post.slug : suggestSlug(draft.title), slugIsOwn: hasOwnSlug(post), oldSlugs: oldSlugsOf(post.redirects),
    draftDiffers: post.publishedRevisionId !== null && post.publishedRevisionId !== post.draftRevisionId,
    wasSeen: post.publishedRevisionId !== null && post.publishedAt !== null,
    tags: post.tags.map(({ tag }) => tag.name), knownTags, lang: post.lang, canonicalUrl: post.canonicalUrl, historyShown: post.historyShown,
    authors: post.authorships.map(({ person }) => ({ ...person, oneself: person.id === viewer.id })), takesOthersOut: takesOthersOut(viewer, post.authorships),
    asked: post.invitations.map(({ person, invitedAt, declinedAt }) => ({ ...person, at: invitedAt, declinedAt })),
    series, openSeries,
    links: post.draftLinks.map(({ id, createdAt, expiresAt, lastOpenedAt, madeBy }) => ({ id, path: draftLinkPath(id), since: createdAt, until: expiresAt, opened: lastOpenedAt, by: madeBy?.name ?? '' })),
    password: post.passwordHash === null ? null : { since: post.passwordSince },
  })
}

const columns = (now: Date) => ({
  id: true, slug: true, kind: true, state: true, lang: true, draftVersion: true, publishAt: true, publishedAt: true, timeZone: true, canonicalUrl: true,
  historyShown: true, passwordHash: true, passwordSince: true, publishedRevisionId: true, draftRevisionId: true, seriesPart: { select: { seriesId: true } },
  draftRevision: { select: { title: true, standfirst: true, excerpt: true, cover: true, words: true, savedAt: true } },
  authorships: { orderBy: [{ position: 'asc' }, { personId: 'asc' }], select: { personId: true, person: { select: { id: true, name: true, handle: true } } } },
  tags: { orderBy: [{ position: 'asc' }, { tagId: 'asc' }], select: { tag: { select: { name: true } } } },
  invitations: { where: { agreedAt: null }, orderBy: { invitedAt: 'asc' }, select: { invitedAt: true, declinedAt: true, person: { select: { id: true, name: true } } } },
  redirects: { orderBy: { createdAt: 'asc' }, select: { fromPath: true } },
  draftLinks: {
    where: { revokedAt: null, expiresAt: { gt: now }, madeBy: { deletedAt: null } }, orderBy: { createdAt: 'asc' },
    select: { id: true, createdAt: true, expiresAt: true, lastOpenedAt: true, madeBy: { select: { name: true } } },
  },
}) satisfies Prisma.PostSelect

function oldSlugsOf(redirects: { fromPath: string }[]): string[] {
  return redirects.flatMap(({ fromPath }) => /^\/posts\/([^/?]+)$/.exec(fromPath)?.[1] ?? [])
}

async function readPlace(viewer: Viewer, postId: string): Promise<Publishing['series']> {
  const part = await reader().seriesPost.findUnique({
    where: { postId },
    select: { series: { select: { id: true, title: true, madeById: true, parts: { orderBy: [{ position: 'asc' }, { postId: 'asc' }], select: { postId: true } } } } },
  })
  if (!part) return null
  const { id, title, madeById, parts } = part.series
  return { id, title, part: parts.findIndex((each) => each.postId === postId) + 1, of: parts.length, mine: permitSeries(viewer, { madeById }) === null }
}

/** Nobody chooses from more. */
const mostSeries = 300

async function readOpenSeries(viewer: Viewer): Promise<{ id: string; title: string }[]> {
  if (!viewer.id) return []
  return reader().series.findMany({ where: { madeById: viewer.id }, orderBy: { id: 'desc' }, take: mostSeries, select: { id: true, title: true } })
}

/** The page would grow beyond reason with more: whoever looks for one that is not proposed writes it. */
const mostKnownTags = 1_000

/** Of essays that readers see: nobody learns from a proposal what others write about. */
async function readKnownTags(without: string[]): Promise<string[]> {
  const rows = await publicReader().publishedTag.findMany({ where: { name: { notIn: without } }, orderBy: { slug: 'asc' }, take: mostKnownTags, select: { name: true } })
  return rows.map(({ name }) => name)
}

type Clock = Pick<Publishing, 'timeZone' | 'timeZoneKnown'>

/** The clock that was named for this post, else the one by which the viewer has their mail, else that of the last post for which they named one, else the site's. */
async function readClock(viewer: Viewer, named: string): Promise<Clock> {
  const known = (timeZone: string) => ({ timeZone, timeZoneKnown: true })
  if (named || !viewer.id) return known(named || 'UTC')
  const own = await reader().mailClock.findUnique({ where: { personId: viewer.id }, select: { timeZone: true } })
  if (own) return known(own.timeZone)
  const last = await reader().post.findFirst({
    where: { timeZone: { not: '' }, authorships: { some: { personId: viewer.id } } }, orderBy: { updatedAt: 'desc' }, select: { timeZone: true },
  })
  return last ? known(last.timeZone) : { timeZone: await readSetting(reader(), 'mail.time-zone'), timeZoneKnown: false }
}
