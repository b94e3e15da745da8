import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { describePage } from '#app/_web/describe-page.ts'
import { listAddress, titleOfOlder, wholeList } from '#app/_web/older-list.ts'
import { leftOutHere } from '#app/_web/reading-choices.ts'
import { pathPart, single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { LeftOut, leftOutEssays } from '#components/posts/left-out.tsx'
import { OlderLink } from '#components/posts/older-link.tsx'
import { PostLines } from '#components/posts/post-lines.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readTag } from '#lib/posts/read-tag.ts'

type Props = { params: Promise<{ tag: string }>; searchParams: Promise<SearchParams> }

const tagOf = cache(readTag)

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const query = await searchParams
  const before = single(query.before)
  const tag = await tagOf(pathPart((await params).tag), before, await leftOutHere(query))
  if (!tag) return {}
  const path = `/tags/${encodeURIComponent(tag.slug)}`
  return describePage({
    title: before === undefined ? tag.name : titleOfOlder(tag.name, tag.essays.lines),
    description: tag.description || `Essays filed under ${tag.name}.`,
    canonical: listAddress(path, before),
    feeds: { essays: { path, title: tag.name } },
  })
}

export default async function TagPage({ params, searchParams }: Props) {
  const query = await searchParams
  const before = single(query.before)
  const tag = await tagOf(pathPart((await params).tag), before, await leftOutHere(query))
  if (!tag) notFound()
  const path = `/tags/${encodeURIComponent(tag.slug)}`
  return (
    <SitePage viewer={await currentViewer()} path={path}>
      <div className="column h-feed">
        <header>
          <p className="foot-label">
            Essays filed under
            {tag.parent && (
              <>
                {' '}
                <a href={`/tags/${encodeURIComponent(tag.parent.slug)}`}>{tag.parent.name}</a>
              </>
            )}
          </p>
          <h1 className="page-title p-name">{tag.name}</h1>
          {tag.description && <p className="standfirst">{tag.description}</p>}
        </header>
        <PostLines posts={tag.essays.lines} leftOut={tag.essays.leftOut} />
        <LeftOut count={tag.essays.leftOut} what={leftOutEssays} all={wholeList(path, before)} />
        <OlderLink path={path} older={tag.essays.older} later={before !== undefined} />
      </div>
    </SitePage>
  )
}
