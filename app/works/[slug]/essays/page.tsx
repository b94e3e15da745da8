import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { leaveForWork } from '#app/_web/leave-for-work.ts'
import { leftOutHere } from '#app/_web/reading-choices.ts'
import { pathPart, single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { LeftOut, leftOutEssays } from '#components/posts/left-out.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { EssayLines } from '#components/works/work-essays.tsx'
import { WorkListHead } from '#components/works/work-list-head.tsx'
import { readWorkEssays } from '#lib/posts/read-work-essays.ts'
import { readWork } from '#lib/works/read-work.ts'
import { workPath } from '#lib/works/work-path.ts'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const work = await readWork(pathPart((await params).slug))
  return work ? { title: `Essays about ${work.title}`, robots: { index: false } } : {}
}

/** All essays that name a work, page by page. */
export default async function Page({ params, searchParams }: Props) {
  const slug = pathPart((await params).slug)
  const work = await readWork(slug)
  if (!work) return leaveForWork(slug, '/essays')
  const query = await searchParams
  const after = single(query.after)
  const page = await readWorkEssays(work.id, after, await leftOutHere(query))
  if (!page) notFound()
  const path = `${workPath(work.slug)}/essays`
  const here = after === undefined ? path : `${path}?after=${encodeURIComponent(after)}`
  return (
    <SitePage viewer={await currentViewer()} path={here}>
      <div className="column h-feed">
        <WorkListHead work={work} title="Essays about it" />
        <EssayLines essays={page.essays} heading="h2" />
        <LeftOut count={page.leftOut} what={leftOutEssays} all={`${here}${after === undefined ? '?' : '&'}all=1`} />
        <p className="work-foot">
          {after !== undefined && <a href={path}>From the beginning</a>}
          {page.next && (
            <a rel="next" href={`${path}?after=${encodeURIComponent(page.next)}`}>
              More essays about it
            </a>
          )}
        </p>
      </div>
    </SitePage>
  )
}
