import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { HistoryList } from '#components/writing/history/history-list.tsx'
import { WritingLinks } from '#components/writing/writing-links.tsx'
import { readHistory } from '#lib/posts/writing/read-revisions.ts'
import { readWriting } from '#lib/posts/writing/read-writing.ts'
import { historyPath } from '#lib/posts/writing/writing-paths.ts'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export const metadata: Metadata = { title: 'History', robots: { index: false } }

/** Every text that was saved of an essay. */
export default async function Page({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const id = z.uuid().safeParse((await params).id)
  const before = single((await searchParams).before)
  const [post, history] = id.success ? await Promise.all([readWriting(viewer, id.data, new Date()), readHistory(viewer, id.data, before)]) : []
  if (!post?.ok || !history?.ok) notFound()
  return (
    <SitePage viewer={viewer} path={historyPath(post.value.id)}>
      <div className="column">
        <WritingLinks post={post.value} here="history" role={viewer.role} />
        <div className="history">
          <h1 className="page-title">History of “{history.value.title || 'Without a title'}”</h1>
          <p>Every text that was saved stays here. What you bring back becomes the draft; readers see it when you publish it.</p>
          <HistoryList postId={post.value.id} history={history.value} />
        </div>
      </div>
    </SitePage>
  )
}
