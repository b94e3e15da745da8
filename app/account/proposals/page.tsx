import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { OwnProposals } from '#components/proposals/own-proposals.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readOwnProposals } from '#lib/moderation/proposals/read-own-proposals.ts'

export const metadata: Metadata = { title: 'Your proposals', robots: { index: false } }

/** What somebody suggested for works. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer()
  const list = await readOwnProposals(viewer, single((await searchParams).after) ?? '')
  if (!list) notFound()
  return (
    <SitePage viewer={viewer} path="/account/proposals">
      <div className="column case">
        <h1 className="page-title">Your proposals</h1>
        <OwnProposals {...list} />
        <p className="case-back">
          <a href="/account">Your account</a>
        </p>
      </div>
    </SitePage>
  )
}
