import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { leaveForWork } from '#app/_web/leave-for-work.ts'
import { leftOutHere } from '#app/_web/reading-choices.ts'
import { pathPart, single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { WorkListHead } from '#components/works/work-list-head.tsx'
import { Voices } from '#components/works/work-voices.tsx'
import { readRepliesAbout } from '#lib/posts/read-replies-about.ts'
import { readWork } from '#lib/works/read-work.ts'
import { workPath } from '#lib/works/work-path.ts'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> }

const voicesPerPage = 30

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const work = await readWork(pathPart((await params).slug))
  return work ? { title: `The conversation about ${work.title}`, robots: { index: false } } : {}
}

/** What readers said under the essays about a work, newest first. */
export default async function Page({ params, searchParams }: Props) {
  const slug = pathPart((await params).slug)
  const work = await readWork(slug)
  if (!work) return leaveForWork(slug, '/conversation')
  const query = await searchParams
  const before = single(query.before)
  if (before !== undefined && !z.uuid().safeParse(before).success) notFound()
  const page = await readRepliesAbout(work.id, voicesPerPage, before, await leftOutHere(query))
  if (!page) notFound()
  const path = `${workPath(work.slug)}/conversation`
  return (
    <SitePage viewer={await currentViewer()} path={before === undefined ? path : `${path}?before=${before}`}>
      <div className="column">
        <WorkListHead work={work} title="The conversation about it" />
        {page.replies.length === 0 && <p className="empty">Nothing has been said under the essays about it yet.</p>}
        <Voices replies={page.replies} />
        <p className="work-foot">
          {before !== undefined && <a href={path}>The newest</a>}
          {page.older && (
            <a rel="next" href={`${path}?before=${page.older}`}>
              Earlier ones
            </a>
          )}
        </p>
      </div>
    </SitePage>
  )
}
