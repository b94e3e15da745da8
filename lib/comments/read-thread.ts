import { CommentState } from '#database'
import type { PostKind } from '#database'
import { readHiddenTexts } from '#lib/comments/read-hidden-texts.ts'
import { readKnownPath } from '#lib/comments/read-known-path.ts'
import { readOwnPublished, readOwnTexts } from '#lib/comments/read-own-texts.ts'
import type { OwnPublished } from '#lib/comments/read-own-texts.ts'
import { entriesPerPart, liesWithin, readBounds, readPrevious, topLevelPerPage, within } from '#lib/comments/thread-part.ts'
import type { Bounds } from '#lib/comments/thread-part.ts'
import { publicReader } from '#lib/database.ts'
import type { Viewer } from '#lib/viewer.ts'

/** One comment as one viewer may see it. */
export type ThreadEntry = {
  id: string
  parentId: string | null
  /** 0 for top-level. */
  depth: number
  /** Rank of a top-level comment in the thread, from 1. */
  number: number | null
  /** `own`: only its writer sees it, because it waits, was returned, rejected or hidden. `hidden`: only moderators see it. */
  kind: 'published' | 'tombstone' | 'own' | 'hidden'
  state: CommentState
  /** The handle leads to a page of theirs; null where there is none. */
  author: { name: string; handle: string | null } | null
  /** Written by an author of the post. */
  byAuthor: boolean
  html: string | null
  submittedAt: Date | null
  edited: boolean
  replyingTo: Answered | null
  own?: OwnPlace
  /** The viewer wrote it, and readers see it. */
  ownPublished?: OwnPublished
}

/** What a reply answers: on the same part of the page, elsewhere in the thread, or nowhere any more. */
export type Answered = { id: string; name: string | null; where: 'here' | 'elsewhere' | 'gone' }

/** What only the writer of a text sees. */
export type OwnPlace = {
  /** As typed, for a form to change it. */
  source: string
  position: number | null
  medianWaitSeconds: number | null
  /** Why it was returned, rejected or hidden; empty when nothing was said. */
  reason: string
  /** The words that a return is about; empty for the whole text. */
  passage: string
}

export type ThreadPage = {
  entries: ThreadEntry[]
  page: number
  pages: number
  /** Published comments of the whole thread. */
  count: number
  /** The comment that this part of the page comes after; empty at the beginning of the page. */
  after: string
  /** What the part before comes after: null when this is the first. */
  previous: string | null
  /** What the next part comes after: null when this is the last. */
  next: string | null
}

/** With where it stands, for putting several lists together. */
export type Placed = ThreadEntry & { path: Uint8Array }

/**
 * One page of a thread in reading order, a branch's replies after its comment. Pages hold {@link topLevelPerPage} top-level
 * comments and are shown in parts of {@link entriesPerPart}; one range scan over the path, whatever the thread's size. Signed-in
 * viewers see their own texts in their places.
 * @param after the `next` of the part before, the id of its last comment; empty for the beginning of the page
 * @returns null when there is no such page or part
 */
export async function readThread(
  post: { id: string; kind: PostKind; listed: boolean; commentCount: number; topLevelCount: number },
  viewer: Viewer,
  page: number,
  after = '',
): Promise<ThreadPage | null> {
  const pages = Math.max(1, Math.ceil(post.topLevelCount / topLevelPerPage))
  if (!Number.isInteger(page) || page < 1 || page > pages) return null
  const whole = await readBounds(post.id, page, pages)
  const start = after === '' ? null : await readKnownPath(post.id, after)
  if (after !== '' && (!start || !liesWithin(whole, start))) return null
  const found = await readShown(post.id, { ...whole, after: start })
  const shown = found.slice(0, entriesPerPart).map((entry) => (post.listed || post.kind === 'page' ? entry : withoutPage(entry)))
  const last = found.length > shown.length ? shown.at(-1) : undefined
  const part = { ...whole, after: start, last: last?.path ?? null }
  const entries = await nameParents(viewer.id ? await addWhatViewerSees(shown, { postId: post.id, viewer, viewerId: viewer.id, part }) : shown)
  const previous = start && (await readPrevious(post.id, whole, start))
  return { entries, page, pages, count: post.commentCount, after, previous, next: last?.id ?? null }
}

type ShownRow = {
  id: string; parent_id: string | null; depth: number; number: number | null; path: Uint8Array; tombstone: boolean
  author_name: string | null; author_handle: string | null; by_author: boolean; html: string | null; submitted_at: Date | null; edited: boolean
}

async function readShown(postId: string, bounds: Bounds): Promise<Placed[]> {
  const rows = await publicReader().$queryRaw<ShownRow[]>`
    SELECT id, parent_id, depth, number, path, tombstone, author_name, author_handle, by_author, html, submitted_at, edited
    FROM published_comment WHERE post_id = ${postId}::uuid ${within(bounds)} ORDER BY path LIMIT ${entriesPerPart + 1}`
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    depth: row.depth,
    number: row.number,
    kind: row.tombstone ? 'tombstone' : 'published',
    state: row.tombstone ? CommentState.hidden : CommentState.published,
    author: row.author_name === null ? null : { name: row.author_name, handle: row.author_handle },
    byAuthor: row.by_author,
    html: row.html,
    submittedAt: row.submitted_at,
    edited: row.edited,
    replyingTo: null,
    path: row.path,
  }))
}

/** What somebody says under an unlisted essay gives them no page, so there may be none to lead to. */
function withoutPage(entry: Placed): Placed {
  return { ...entry, author: entry.author && { ...entry.author, handle: null } }
}

type Part = { postId: string; viewer: Viewer; viewerId: string; part: Bounds }

/** Own texts in their places, own edits beside what readers see, and for moderators what was taken down. */
async function addWhatViewerSees(shown: Placed[], { postId, viewer, viewerId, part }: Part): Promise<Placed[]> {
  const [own, published, hidden] = await Promise.all([readOwnTexts(postId, viewerId, part), readOwnPublished(postId, viewerId, part), readHiddenTexts(postId, viewer, part)])
  const mine = shown.map((entry) => {
    const ownPublished = published.get(entry.id)
    return ownPublished ? { ...entry, ownPublished } : entry
  })
  return mergePlaced(mergePlaced(mine, hidden), own)
}

/** A text that others see as a tombstone stands there once, as this viewer sees it. */
function mergePlaced(shown: Placed[], more: Placed[]): Placed[] {
  const known = new Set(more.map((entry) => entry.id))
  return [...shown.filter((entry) => !known.has(entry.id)), ...more].sort((a, b) => Buffer.compare(a.path, b.path))
}

/** Says what each reply answers, also where that stands on another part of the page, or nowhere any more. */
async function nameParents(entries: Placed[]): Promise<ThreadEntry[]> {
  const here = new Map(entries.map((entry) => [entry.id, entry.author?.name ?? null]))
  const missing = entries.flatMap(({ parentId }) => (parentId && !here.has(parentId) ? [parentId] : []))
  const elsewhere = missing.length > 0 ? await readNames(missing) : here
  return entries.map(({ path: _, ...entry }) => {
    const id = entry.parentId
    if (!id) return entry
    if (here.has(id)) return { ...entry, replyingTo: { id, name: here.get(id) ?? null, where: 'here' } }
    return { ...entry, replyingTo: { id, name: elsewhere.get(id) ?? null, where: elsewhere.has(id) ? 'elsewhere' : 'gone' } }
  })
}

async function readNames(ids: string[]): Promise<Map<string, string | null>> {
  const rows = await publicReader().publishedComment.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, authorName: true } })
  return new Map(rows.map(({ id, authorName }) => [id, authorName]))
}
