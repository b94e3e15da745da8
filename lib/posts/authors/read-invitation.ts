import { reader } from '#lib/database.ts'
import { privateText, shapePrivate } from '#lib/posts/publishing/private-text.ts'
import type { PrivateText } from '#lib/posts/publishing/private-text.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** That somebody is asked to write at a post, in a line. */
export type InvitationLine = { postId: string; title: string; by: string; at: Date }

/** More are never looked at in one list; the next ones follow the answers. */
const most = 50

/** What the viewer was asked and has not answered, the newest first. Nothing of those whom they mute. */
export async function readInvitations(viewer: SignedIn): Promise<InvitationLine[]> {
  const rows = await reader().authorInvitation.findMany({
    where: { personId: viewer.id, agreedAt: null, declinedAt: null, post: { deletedDraft: null }, invitedBy: { mutedBy: { none: { personId: viewer.id } } } },
    orderBy: [{ invitedAt: 'desc' }, { postId: 'desc' }], take: most,
    select: { postId: true, invitedAt: true, invitedBy: { select: { name: true } }, post: { select: { draftRevision: { select: { title: true } } } } },
  })
  return rows.map(({ postId, invitedAt, invitedBy, post }) => ({ postId, title: post.draftRevision?.title ?? '', by: invitedBy.name, at: invitedAt }))
}

/** What somebody who is asked to write reads before they answer: the draft as it is now, and what they answered already. */
export type Invitation = { by: string; at: Date; answer: 'agreed' | 'declined' | null; text: PrivateText | null }

/** What the viewer was asked about one post; null where they were not, and while it is deleted. Who said no reads nothing of the draft any more. */
export async function readInvitation(viewer: SignedIn, postId: string): Promise<Invitation | null> {
  const row = await reader().authorInvitation.findUnique({
    where: { postId_personId: { postId, personId: viewer.id }, post: { deletedDraft: null } },
    select: {
      invitedAt: true, agreedAt: true, declinedAt: true, invitedBy: { select: { name: true } },
      post: { select: { lang: true, authorships: privateText.authorships, draftRevision: privateText.revision } },
    },
  })
  if (!row) return null
  const { post, invitedBy, invitedAt, agreedAt, declinedAt } = row
  const draft = post.draftRevision
  return {
    by: invitedBy.name, at: invitedAt, answer: agreedAt ? 'agreed' : declinedAt ? 'declined' : null,
    text: draft && !declinedAt ? shapePrivate(post, draft, draft.savedAt) : null,
  }
}
