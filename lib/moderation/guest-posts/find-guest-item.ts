import { reader } from '#lib/database.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** The item in the queue about an essay that a reader sent and that stands before readers, where it can be taken down; null for other essays, and for everybody who does not moderate. */
export async function findGuestItem(viewer: Viewer, postId: string): Promise<string | null> {
  if (permitRole(viewer, 'moderator')) return null
  const item = await reader().reviewItem.findFirst({ where: { postId, kind: 'guest_post', guestPost: { state: 'published' } }, orderBy: { createdAt: 'desc' }, select: { id: true } })
  return item?.id ?? null
}
