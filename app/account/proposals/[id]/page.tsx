import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { OwnProposal } from '#components/proposals/own-proposal.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readOwnProposal } from '#lib/moderation/proposals/read-own-proposals.ts'
import { mendProposal, takeProposalBack } from '../actions.ts'

export const metadata: Metadata = { title: 'Your proposal', robots: { index: false } }

/** One proposal of one's own. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer()
  const { id } = await params
  const proposal = z.uuid().safeParse(id).success ? await readOwnProposal(viewer, id) : null
  if (!proposal) notFound()
  return (
    <SitePage viewer={viewer} path={`/account/proposals/${id}`}>
      <div className="column case">
        <h1 className="page-title">Your proposal for {proposal.title}</h1>
        <OwnProposal proposal={proposal} actions={{ withdraw: takeProposalBack, sendAgain: mendProposal }} mayWrite={!viewer.suspended} />
        <p className="case-back">
          <a href="/account/proposals">Your proposals</a> <a href="/account">Your account</a>
        </p>
      </div>
    </SitePage>
  )
}
