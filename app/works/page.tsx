import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { describePage } from '#app/_web/describe-page.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { WorkLines } from '#components/works/work-lines.tsx'
import { readWorkList } from '#lib/works/read-work-list.ts'

type Props = { searchParams: Promise<SearchParams> }

const listFrom = cache(readWorkList)

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const after = single((await searchParams).after)
  const list = await listFrom(after)
  const [first] = list?.lines ?? []
  return describePage({
    title: after && first ? `Works, from “${first.title}”` : 'Works',
    description: 'Films, books and other works that essays here are about.',
    canonical: after ? `/works?after=${encodeURIComponent(after)}` : '/works',
  })
}

/** All works, by title. */
export default async function Page({ searchParams }: Props) {
  const list = await listFrom(single((await searchParams).after))
  if (!list) notFound()
  return (
    <SitePage viewer={await currentViewer()} path="/works">
      <div className="column">
        <header className="list-head">
          <h1 className="page-title">Works</h1>
          <p className="standfirst">Films, books and other works that essays here are about. What stands on their pages was suggested by readers, and read before it was shown.</p>
        </header>
        <WorkLines works={list.lines} />
        <p className="work-foot">
          {list.next && <a href={`/works?after=${encodeURIComponent(list.next)}`}>More works</a>}
          <a href="/works/propose">Suggest a work that is missing</a>
        </p>
      </div>
    </SitePage>
  )
}
