import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { cache } from 'react'
import { describePage } from '#app/_web/describe-page.ts'
import { leftOutHere } from '#app/_web/reading-choices.ts'
import { pathPart } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { JsonLd } from '#components/posts/json-ld.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { describeWork } from '#components/works/describe-work.ts'
import type { WorkEssay } from '#components/works/work-essays.tsx'
import { sayKind } from '#components/works/work-name.tsx'
import { WorkPage } from '#components/works/work-page.tsx'
import { env } from '#lib/env.ts'
import { choosableOf } from '#lib/posts/content-notes/choosable.ts'
import { readPostLines } from '#lib/posts/read-post-list.ts'
import { readRepliesUnder } from '#lib/posts/read-replies-under.ts'
import { readWorkPosts } from '#lib/works/read-post-works.ts'
import { makersOf } from '#lib/works/read-work-list.ts'
import { findWorkAddress, readWork } from '#lib/works/read-work.ts'
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

/** Essays on one page: more than this have been written about few films. */
const mostEssays = 100
const voices = 6

/** A work: its facts, what it is about, the essays about it, the conversation about it. */
export default async function Page({ params, searchParams }: Props) {
  const slug = pathPart((await params).slug)
  const work = await workOf(slug)
  if (!work) return leaveFor(await findWorkAddress(slug))
  const essays = await readEssays(work.id, await leftOutHere(await searchParams))
  const talked = essays.filter(({ role }) => role !== 'mention').map(({ id }) => id)
  const viewer = await currentViewer()
  return (
    <SitePage viewer={viewer} path={workPath(work.slug)}>
      <WorkPage
        work={work} makers={makersOf(work.document)} essays={essays} replies={await readRepliesUnder(talked, voices)} mayModerate={permitRole(viewer, 'moderator') === null}
      />
      <JsonLd data={describeWork(work, env().AFTERWORD_ORIGIN)} />
    </SitePage>
  )
}

async function readEssays(workId: string, leaveOut: readonly string[]): Promise<WorkEssay[]> {
  const named = await readWorkPosts(workId, mostEssays)
  const lines = await readPostLines(named.map(({ postId }) => postId))
  return lines
    .filter(({ contentNotes }) => !choosableOf(contentNotes).some((topic) => leaveOut.includes(topic)))
    .flatMap((line) => named.filter(({ postId }) => postId === line.id).map(({ role, rated }) => ({ ...line, role, rated })))
}

function leaveFor(slug: string | null): never {
  if (slug) permanentRedirect(workPath(slug))
  notFound()
}
