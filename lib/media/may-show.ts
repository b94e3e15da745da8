import { Prisma } from '#database'
import { publicReader, reader } from '#lib/database.ts'
import { isSignedIn, permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** To whom an image may be shown: everybody, or this viewer; null where it is as if there were none. */
export type Shown = 'everybody' | 'viewer' | null

/**
 * An image is everybody's when a text that is published uses it. Before, it is shown to whoever uploaded it, to the authors of posts
 * that it is for or is used in, and to those who decide what is published.
 * @param viewer is only asked for when it matters
 */
export async function mayShow(name: string, viewer: () => Promise<Viewer>): Promise<Shown> {
  if (await publicReader().publishedMedia.findUnique({ where: { name }, select: { name: true } })) return 'everybody'
  const asking = await viewer()
  if (!isSignedIn(asking)) return null
  const rows = await reader().$queryRaw<{ name: string }[]>(Prisma.sql`
    SELECT m.name FROM media m
    WHERE m.name = ${name} AND m.kept_at IS NOT NULL AND m.gone_at IS NULL AND (
      ${permitRole(asking, 'moderator') === null} OR m.person_id = ${asking.id}::uuid
      OR EXISTS (SELECT FROM authorship a WHERE a.post_id = m.post_id AND a.person_id = ${asking.id}::uuid)
      OR EXISTS (SELECT FROM media_use u JOIN post_revision r ON r.id = u.used_id JOIN authorship a ON a.post_id = r.post_id
        WHERE u.name = m.name AND u.used_by = 'post_revision' AND a.person_id = ${asking.id}::uuid))`)
  return rows.length > 0 ? 'viewer' : null
}

/** Whether there is an image of this name at all, for whoever holds a pass to it. */
export async function isKept(name: string): Promise<boolean> {
  return (await reader().media.count({ where: { name, keptAt: { not: null }, goneAt: null } })) > 0
}
