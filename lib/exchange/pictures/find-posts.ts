import { Prisma } from '#database'
import { reader } from '#lib/database.ts'

/** A saved text of a post, as far as its addresses matter. */
export type PresentText = { revisionId: string; source: string; format: 'markdown' | 'html'; covered: boolean }

export type PresentPost = {
  id: string
  title: string
  /** Raised by every saving, those included that go on in the same revision. */
  draftVersion: number
  /** Its draft and what its readers see: one, where these are the same. */
  texts: PresentText[]
  /** What stood above it in the old blog and is not settled here. */
  cover: { address: string; alt: string; caption: string } | null
}

/** Posts that are looked through in one question: a read has two seconds. */
const atATime = 100

/**
 * Imported posts with a text that names one of some hosts, or with a picture that belongs above them, in the order of their ids. Written anew for every batch, so
 * what was done meanwhile is not met again.
 */
export async function* findPosts(hosts: ReadonlySet<string>): AsyncGenerator<string> {
  const marks = [...hosts].map((host) => `%//${escaped(host)}%`).concat([...hosts].map((host) => `%//www.${escaped(host)}%`), '%.wp.com/%')
  for (let after = first; ; ) {
    const posts = await reader().$queryRaw<{ id: string; wanted: boolean }[]>(Prisma.sql`
      SELECT p.id, EXISTS (SELECT FROM import_cover c WHERE c.post_id = p.id AND c.settled_at IS NULL)
        OR EXISTS (SELECT FROM post_revision r WHERE r.id IN (p.published_revision_id, p.draft_revision_id) AND r.html ILIKE ANY (${marks}::text[])) AS wanted
      FROM (SELECT * FROM post WHERE import_key IS NOT NULL AND id > ${after}::uuid ORDER BY id LIMIT ${atATime}) p ORDER BY p.id`)
    yield* posts.filter(({ wanted }) => wanted).map(({ id }) => id)
    if (posts.length < atATime) return
    after = posts.at(-1)?.id ?? after
  }
}

const first = '00000000-0000-0000-0000-000000000000'

function escaped(host: string): string {
  return host.replace(/[\\%_]/g, '\\$&')
}

const text = { id: true, title: true, source: true, format: true, cover: true } as const

/** One of them as it is now; null when it has no text. */
export async function readPresentPost(id: string): Promise<PresentPost | null> {
  const post = await reader().post.findUnique({
    where: { id },
    select: { draftVersion: true, draftRevision: { select: text }, publishedRevision: { select: text }, importCover: { where: { settledAt: null }, select: { address: true, alt: true, caption: true } } },
  })
  const revisions = [post?.publishedRevision, post?.draftRevision].filter((each) => each !== null && each !== undefined)
  const [shown] = revisions
  if (!post || !shown) return null
  const unique = new Map(revisions.map((each) => [each.id, { revisionId: each.id, source: each.source, format: each.format, covered: each.cover !== null }]))
  return { id, title: shown.title, draftVersion: post.draftVersion, texts: [...unique.values()], cover: post.importCover }
}
