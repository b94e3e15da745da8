import '#components/comments/own-texts.css'
import '#components/writing/history/history.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { Changes } from '#components/writing/history/changes.tsx'
import { SayRevision } from '#components/writing/history/say-revision.tsx'
import { WritingLinks } from '#components/writing/writing-links.tsx'
import { readSentStanding } from '#lib/moderation/guest-posts/read-sent-standing.ts'
import { compareRevisions } from '#lib/posts/writing/compare-revisions.ts'
import { readRevision } from '#lib/posts/writing/read-revision.ts'
import { readWriting } from '#lib/posts/writing/read-writing.ts'
import { comparePath, historyPath, revisionPath } from '#lib/posts/writing/writing-paths.ts'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export const metadata: Metadata = { title: 'Two texts compared', robots: { index: false } }

/** What differs between any two texts from the history of an essay. */
export default async function Page({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const query = await searchParams
  const ids = z.object({ id: z.uuid(), from: z.uuid(), to: z.uuid() }).safeParse({ ...(await params), from: single(query.from), to: single(query.to) })
  if (!ids.success) notFound()
  const { id, from, to } = ids.data
  const [post, before, after] = await Promise.all([readWriting(viewer, id, new Date()), readRevision(viewer, id, from), readRevision(viewer, id, to)])
  if (!post.ok || !before.ok || !after.ok) notFound()
  return (
    <SitePage viewer={viewer} path={comparePath(id, from, to)}>
      <div className="column">
        <WritingLinks post={post.value} here="history" role={viewer.role} sent={await readSentStanding(viewer, id)} />
        <div className="history">
          <h1 className="page-title">What changed</h1>
          <ul className="revision-says">
            <li>
              From <a href={revisionPath(id, from)}>the text</a> <SayRevision text={before.value} />
            </li>
            <li>
              to <a href={revisionPath(id, to)}>the text</a> <SayRevision text={after.value} />
            </li>
          </ul>
          <Changes of={compareRevisions(before.value, after.value)} />
          <p className="case-back">
            <a href={comparePath(id, to, from)}>The other way round</a> <a href={historyPath(id)}>The whole history</a>
          </p>
        </div>
      </div>
    </SitePage>
  )
}
