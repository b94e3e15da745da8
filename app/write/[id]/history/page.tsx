import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { HistoryList } from '#components/writing/history/history-list.tsx'
import type { Carried } from '#components/writing/history/history-list.tsx'
import { nameEssay } from '#components/writing/name-essay.ts'
import { WritingLinks } from '#components/writing/writing-links.tsx'
import { readSentStanding } from '#lib/moderation/guest-posts/read-sent-standing.ts'
import { readRevision } from '#lib/posts/writing/read-revision.ts'
import { readHistory } from '#lib/posts/writing/read-revisions.ts'
import type { HistoryLine } from '#lib/posts/writing/read-revisions.ts'
import { readWriting } from '#lib/posts/writing/read-writing.ts'
import { historyPath } from '#lib/posts/writing/writing-paths.ts'
import type { SignedIn } from '#lib/viewer.ts'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export const metadata: Metadata = { title: 'History', robots: { index: false } }

/** Every text that was saved of an essay. */
export default async function Page({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const id = z.uuid().safeParse((await params).id)
  const query = await searchParams
  const before = single(query.before)
  const [post, history] = id.success ? await Promise.all([readWriting(viewer, id.data, new Date()), readHistory(viewer, id.data, before)]) : []
  if (!post?.ok || !history?.ok) notFound()
  const { lines } = history.value
  return (
    <SitePage viewer={viewer} path={historyPath(post.value.id)}>
      <div className="column">
        <WritingLinks post={post.value} here="history" role={viewer.role} sent={await readSentStanding(viewer, post.value.id)} />
        <div className="history">
          <h1 className="page-title">History of {nameEssay(history.value.title)}</h1>
          <p>Every text that was saved stays here. What you bring back becomes the draft; readers see it when you publish it.</p>
          <HistoryList postId={post.value.id} history={history.value} carried={await readCarried(viewer, post.value.id, single(query.to), lines)} />
        </div>
      </div>
    </SitePage>
  )
}

/** A text that was chosen on another page of the history. */
async function readCarried(viewer: SignedIn, postId: string, wanted: string | undefined, lines: HistoryLine[]): Promise<Carried | null> {
  const id = z.uuid().safeParse(wanted)
  if (!id.success || lines.some((line) => line.id === id.data)) return null
  const text = await readRevision(viewer, postId, id.data)
  return text.ok ? { id: text.value.revisionId, savedAt: text.value.savedAt } : null
}
