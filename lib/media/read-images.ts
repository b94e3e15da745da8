import { Prisma } from '#database'
import { reader } from '#lib/database.ts'
import { mediaUrlOf, readMediaUrl } from '#lib/media-name.ts'
import { noSuchEssay, permitAuthor } from '#lib/posts/permit-author.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

export type PostImage = {
  url: string
  width: number
  height: number
  /** What was said when it was uploaded. */
  alt: string
  decoration: boolean
  caption: string
  credit: string
  uploadedAt: Date
  /** Whether a saved text, of this post or another, uses it. */
  used: boolean
}

type Row = Omit<PostImage, 'url' | 'width' | 'height'> & { name: string }

/** The images of a post for those who write it: uploaded for it, or used in a text of it; newest first. */
export async function readImages(viewer: Viewer, postId: string): Promise<Outcome<PostImage[]>> {
  const stranger = permitRole({ ...viewer, suspended: false }, 'reader')
  if (stranger) return stranger
  const post = await reader().post.findUnique({ where: { id: postId, deletedDraft: null }, select: { authorships: { select: { personId: true } } } })
  const refused = post ? permitAuthor(viewer, post) : noSuchEssay
  if (refused) return refused
  const rows = await reader().$queryRaw<Row[]>(Prisma.sql`
    SELECT m.name, m.alt, m.decoration, m.caption, m.credit, m.uploaded_at AS "uploadedAt", EXISTS (SELECT FROM media_use u WHERE u.name = m.name) AS used
    FROM media m
    WHERE m.kept_at IS NOT NULL AND m.gone_at IS NULL AND (m.post_id = ${postId}::uuid OR m.name IN (
      SELECT u.name FROM post_revision r JOIN media_use u ON u.used_by = 'post_revision' AND u.used_id = r.id WHERE r.post_id = ${postId}::uuid))
    ORDER BY m.uploaded_at DESC, m.name`)
  return done(rows.map(asImage))
}

function asImage({ name, ...said }: Row): PostImage {
  const url = mediaUrlOf(name)
  const { width, height } = readMediaUrl(url) ?? { width: 0, height: 0 }
  return { url, width, height, ...said }
}
