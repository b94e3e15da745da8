import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { letPicturesLoad } from '#app/_web/let-pictures-load.ts'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { InvitationPage } from '#components/writing/authors/invitation-page.tsx'
import { readInvitation } from '#lib/posts/authors/read-invitation.ts'
import { agree, decline } from './actions.ts'

export const metadata: Metadata = { title: 'An invitation to write', robots: { index: false } }

type Props = { params: Promise<{ id: string }> }

/** Somebody is asked to be an author of an essay: they read it, and agree or say no. */
export default async function Page({ params }: Props) {
  const { id } = await params
  const viewer = await requireViewer()
  const invitation = /^[\da-f-]{36}$/.test(id) ? await readInvitation(viewer, id) : null
  if (!invitation) notFound()
  return (
    <SitePage viewer={viewer} path={`/account/invitations/${id}`}>
      <InvitationPage postId={id} invitation={invitation} pictures={invitation.text && (await letPicturesLoad(invitation.text))} actions={{ agree, decline }} />
    </SitePage>
  )
}
