import { reader } from '#lib/database.ts'
import { readDraftLinkToken } from '#lib/posts/publishing/draft-link-token.ts'
import { privateText, shapePrivate } from '#lib/posts/publishing/private-text.ts'
import type { PrivateText } from '#lib/posts/publishing/private-text.ts'

export type LinkedDraft = PrivateText & { until: Date }

/**
 * The draft that a secret link shows, as it is now. Null for a word that nobody made, and for a link that was ended, is over, or was made by
 * somebody who has left: they look the same.
 */
export async function readLinkedDraft(token: string, now: Date): Promise<LinkedDraft | null> {
  const id = readDraftLinkToken(token)
  if (!id) return null
  const link = await reader().draftLink.findFirst({
    where: { id, revokedAt: null, expiresAt: { gt: now }, madeBy: { deletedAt: null } },
    select: { expiresAt: true, post: { select: { lang: true, authorships: privateText.authorships, draftRevision: privateText.revision } } },
  })
  if (!link?.post.draftRevision) return null
  return { ...shapePrivate(link.post, link.post.draftRevision, link.post.draftRevision.savedAt), until: link.expiresAt }
}
