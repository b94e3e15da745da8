import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { describePage } from '#app/_web/describe-page.ts'
import { pathPart } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { PostLines } from '#components/posts/post-lines.tsx'
import { sayParts } from '#components/posts/say-count.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import { readSeries } from '#lib/posts/series/read-series.ts'
import { seriesPath } from '#lib/posts/series/series-path.ts'

type Props = { params: Promise<{ slug: string }> }

const seriesOf = cache(readSeries)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const series = await seriesOf(pathPart((await params).slug))
  return series ? describePage({ title: series.title, description: `A series of ${sayParts(series.parts.length)}.`, canonical: seriesPath(series.slug) }) : {}
}

/** Essays that belong together, from the first to the last. */
export default async function Page({ params }: Props) {
  const series = await seriesOf(pathPart((await params).slug))
  if (!series) notFound()
  return (
    <SitePage viewer={await currentViewer()} path={seriesPath(series.slug)}>
      <div className="column h-feed">
        <header className="list-head">
          <p className="foot-label">A series of {sayParts(series.parts.length)}</p>
          <h1 className="page-title p-name">{series.title}</h1>
          {series.descriptionHtml && <StoredHtml html={series.descriptionHtml} />}
        </header>
        <PostLines posts={series.parts} inOrder />
      </div>
    </SitePage>
  )
}
