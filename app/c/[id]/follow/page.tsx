import '#components/comments/own-texts.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { sayFollow, sayMute } from '#app/account/notices/actions.ts'
import { FollowBranch, MuteWriter } from '#components/notices/follow-branch.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import { readFollowedBranch } from '#lib/notices/read-branch.ts'

export const metadata: Metadata = { title: 'Follow this branch', robots: { index: false } }

/** Hearing of what is said to a comment, or not, and whether to go on reading who wrote it. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer()
  const id = z.uuid().safeParse((await params).id)
  const branch = id.success ? await readFollowedBranch(viewer, id.data) : null
  if (!branch) notFound()
  return (
    <SitePage viewer={viewer} path={`/c/${branch.id}/follow`}>
      <div className="column case">
        <h1 className="page-title">Follow this branch</h1>
        <figure className="case-text">
          <figcaption className="meta">
            {branch.name}, <Moment at={branch.submittedAt} />
          </figcaption>
          <StoredHtml className="prose comment-text" html={branch.html} />
        </figure>
        <FollowBranch branch={branch} action={sayFollow} />
        <MuteWriter branch={branch} action={sayMute} />
        <p className="case-back">
          <a href={`/c/${branch.id}`}>Back to the conversation</a>
        </p>
      </div>
    </SitePage>
  )
}
