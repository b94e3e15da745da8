import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { describePage } from '#app/_web/describe-page.ts'
import { leaveForWork } from '#app/_web/leave-for-work.ts'
import { leftOutHere } from '#app/_web/reading-choices.ts'
import { pathPart } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { JsonLd } from '#components/posts/json-ld.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { describeWork } from '#components/works/describe-work.ts'
import { sayKind } from '#components/works/work-name.tsx'
import { WorkPage } from '#components/works/work-page.tsx'
import { env } from '#lib/env.ts'
import { readRepliesAbout } from '#lib/posts/read-replies-about.ts'
import { readWorkEssays } from '#lib/posts/read-work-essays.ts'
import { makersOf } from '#lib/works/read-work-list.ts'
import { readWork } from '#lib/works/read-work.ts'
import type { Work } from '#lib/works/read-work.ts'
import { workPath } from '#lib/works/work-path.ts'
import { permitRole } from '#lib/viewer.ts'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> }

const workOf = cache(readWork)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const work = await workOf(pathPart((await params).slug))
  if (!work) return {}
  return describePage({ title: titleOf(work), description: work.outline || `${titleOf(work)}: facts, essays about it, and what was said of it.`, canonical: workPath(work.slug) })
}

/** `The Straight Story (film, 1999)`, so that a book of that name is another page. */
function titleOf({ title, kind, year }: Work): string {
  return `${title} (${sayKind(kind, year).toLowerCase()})`
}

/** Quotations from the conversation: enough to see what it is about. */
const voices = 6

/** A work: its facts, what it is about, the essays about it, the conversation about it. */
export default async function Page({ params, searchParams }: Props) {
  const slug = pathPart((await params).slug)
  const work = await workOf(slug)
  if (!work) return leaveForWork(slug)
  const leaveOut = await leftOutHere(await searchParams)
  const [essays, replies] = await Promise.all([readWorkEssays(work.id, undefined, leaveOut), readRepliesAbout(work.id, voices, undefined, leaveOut)])
  if (!essays || !replies) notFound()
  const viewer = await currentViewer()
  return (
    <SitePage viewer={viewer} path={workPath(work.slug)}>
      <WorkPage
        work={work} makers={makersOf(work.document)} essays={essays} replies={replies} mayModerate={permitRole(viewer, 'moderator') === null}
      />
      <JsonLd data={describeWork(work, env().AFTERWORD_ORIGIN, essays.essays)} />
    </SitePage>
  )
}
