import type { PostState, Prisma } from '#database'
import { decodeCursor, encodeCursor } from '#lib/cursor.ts'
import { reader } from '#lib/database.ts'
import { standingOf } from '#lib/posts/publishing/standings.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** Where an own post stands in the list: one shelf for each way in which it can stand with its readers. */
export const shelves = ['draft', 'scheduled', 'published', 'unlisted', 'archived'] as const satisfies readonly PostState[]

export type Shelf = (typeof shelves)[number]

export type OwnPost = {
  id: string
  slug: string
  /** Empty while it has none. */
  title: string
  standing: PostState
  publishAt: Date | null
  publishedAt: Date | null
  words: number
  savedAt: Date
  /** Written since it was published, and not before readers yet. */
  changed: boolean
  /** No reader ever had a text of it before them. */
  unseen: boolean
  /** Whoever knows its password reads a text of it. */
  opened: boolean
  /** The authors beside the one who looks. */
  with: string[]
}

export type OwnPosts = { posts: OwnPost[]; more: string | null }

/** By when something of it was changed. */
export const ownOrders = ['newest', 'oldest'] as const

/** Which posts of a shelf are wanted: those with some words in them, if any are given, in an order, after those of the page before. */
export type OwnWish = { words?: string; order?: (typeof ownOrders)[number]; after?: string }

/** Posts on one page of a shelf. */
const most = 50

/** Characters of what is looked for. */
const longest = 100

/** The posts of an author on one shelf, the one changed last first if nothing else is wished. An administrator's list holds their own as well, no more. */
export async function readOwnPosts(viewer: SignedIn, shelf: Shelf, now: Date, { words = '', order = 'newest', after = '' }: OwnWish = {}): Promise<OwnPosts> {
  const cursor = after === '' ? null : decodeCursor(after)
  const direction = order === 'newest' ? 'desc' : 'asc'
  const rows = await reader().post.findMany({
    where: { authorships: { some: { personId: viewer.id } }, draftRevision: { isNot: null }, AND: [onShelf(shelf, now), ...holding(words), ...(cursor ? [beyond(cursor, order)] : [])] },
    orderBy: [{ updatedAt: direction }, { id: direction }],
    take: most + 1,
    select: {
      id: true, slug: true, state: true, publishAt: true, publishedAt: true, updatedAt: true, publishedRevisionId: true, draftRevisionId: true, passwordSince: true,
      draftRevision: { select: { title: true, words: true, savedAt: true } },
      authorships: { where: { personId: { not: viewer.id } }, orderBy: { position: 'asc' }, select: { person: { select: { name: true } } } },
    },
  })
  const shown = rows.slice(0, most)
  const last = shown.at(-1)
  return {
    posts: shown.map((row) => ({
      id: row.id, slug: row.slug, title: row.draftRevision?.title ?? '', standing: standingOf(row, now), publishAt: row.publishAt, publishedAt: row.publishedAt,
      words: row.draftRevision?.words ?? 0, savedAt: row.draftRevision?.savedAt ?? row.updatedAt,
      changed: row.publishedRevisionId !== null && row.publishedRevisionId !== row.draftRevisionId,
      unseen: row.publishedRevisionId === null && row.publishedAt === null && (row.state === 'draft' || row.state === 'archived'),
      opened: row.passwordSince !== null && row.state === 'draft',
      with: row.authorships.map(({ person }) => person.name),
    })),
    more: rows.length > most && last ? encodeCursor({ at: last.updatedAt, id: last.id }) : null,
  }
}

/** What was scheduled is published from its minute on, though its row does not say so. */
function onShelf(shelf: Shelf, now: Date): Prisma.PostWhereInput {
  if (shelf === 'scheduled') return { state: 'scheduled', publishAt: { gt: now } }
  if (shelf === 'published') return { OR: [{ state: 'published' }, { state: 'scheduled', publishAt: { lte: now } }] }
  return { state: shelf }
}

/** Each of the words stands in the title, the standfirst or the text, as part of a word at least. */
function holding(words: string): Prisma.PostWhereInput[] {
  return words.slice(0, longest).split(/\s+/).filter(Boolean).map((word) => {
    const held = { contains: word.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const }
    return { draftRevision: { OR: [{ title: held }, { standfirst: held }, { source: held }] } }
  })
}

function beyond({ at, id }: { at: Date; id: string }, order: (typeof ownOrders)[number]): Prisma.PostWhereInput {
  return order === 'newest'
    ? { OR: [{ updatedAt: { lt: at } }, { updatedAt: at, id: { lt: id } }] }
    : { OR: [{ updatedAt: { gt: at } }, { updatedAt: at, id: { gt: id } }] }
}
