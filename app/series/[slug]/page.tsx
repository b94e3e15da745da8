import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { describePage } from '#app/_web/describe-page.ts'
import { wholeList } from '#app/_web/older-list.ts'
import { leftOutHere } from '#app/_web/reading-choices.ts'
import { pathPart } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { LeftOut } from '#components/posts/left-out.tsx'
import { PostLines } from '#components/posts/post-lines.tsx'
import { sayParts } from '#components/posts/say-count.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import { readSeries } from '#lib/posts/series/read-series.ts'
import { seriesPath } from '#lib/posts/series/series-path.ts'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> }

const seriesOf = cache(readSeries)

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const series = await seriesOf(pathPart((await params).slug), await leftOutHere(await searchParams))
  return series ? describePage({ title: series.title, description: `A series of ${sayParts(series.of)}.`, canonical: seriesPath(series.slug) }) : {}
}

/** Essays that belong together, from the first to the last. */
export default async function Page({ params, searchParams }: Props) {
  const series = await seriesOf(pathPart((await params).slug), await leftOutHere(await searchParams))
  if (!series) notFound()
  const leftOut = series.of - series.parts.length
  return (
    <SitePage viewer={await currentViewer()} path={seriesPath(series.slug)}>
      <div className="column h-feed">
        <header className="list-head">
          <p className="foot-label">A series of {sayParts(series.of)}</p>
          <h1 className="page-title p-name">{series.title}</h1>
          {series.descriptionHtml && <StoredHtml html={series.descriptionHtml} />}
        </header>
        <PostLines posts={series.parts} leftOut={leftOut} />
        <LeftOut count={leftOut} what={{ one: 'part', many: 'parts' }} all={wholeList(seriesPath(series.slug), undefined)} />
      </div>
    </SitePage>
  )
}
