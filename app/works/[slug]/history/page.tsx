import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { pathPart, single } from '#app/_web/search-params.ts'
import { leaveForWork } from '#app/_web/leave-for-work.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { WorkHistory } from '#components/works/work-history.tsx'
import { readWorkHistory } from '#lib/works/read-work-history.ts'
import { readWork } from '#lib/works/read-work.ts'
import { workPath } from '#lib/works/work-path.ts'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const work = await readWork(pathPart((await params).slug))
  return work ? { title: `How the page about ${work.title} came to be`, robots: { index: false } } : {}
}

/** Every change of a work that was approved, newest first, with who proposed it. */
export default async function Page({ params, searchParams }: Props) {
  const slug = pathPart((await params).slug)
  const work = await readWork(slug)
  if (!work) return leaveForWork(slug, '/history')
  const history = await readWorkHistory(work.id, single((await searchParams).before))
  if (!history) notFound()
  const path = workPath(work.slug)
  return (
    <SitePage viewer={await currentViewer()} path={`${path}/history`}>
      <div className="column">
        <header className="list-head">
          <p className="foot-label">
            <a href={path}>
              <cite>{work.title}</cite>
            </a>
          </p>
          <h1 className="page-title">How this page came to be</h1>
        </header>
        <WorkHistory changes={history.changes} />
        {history.older && (
          <p className="work-foot">
            <a href={`${path}/history?before=${history.older}`}>Earlier changes</a>
          </p>
        )}
      </div>
    </SitePage>
  )
}
