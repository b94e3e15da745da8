import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { feedLinks } from '#app/_web/feed.ts'
import { pathPart, single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { OlderLink } from '#components/posts/older-link.tsx'
import { PostLines } from '#components/posts/post-lines.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readTag } from '#lib/posts/read-tag.ts'

type Props = { params: Promise<{ tag: string }>; searchParams: Promise<SearchParams> }

const tagOf = cache(readTag)

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const tag = await tagOf(pathPart((await params).tag), single((await searchParams).before))
  return tag ? { title: tag.name, alternates: { canonical: `/tags/${encodeURIComponent(tag.slug)}`, types: feedLinks(`/tags/${encodeURIComponent(tag.slug)}`) } } : {}
}

export default async function TagPage({ params, searchParams }: Props) {
  const before = single((await searchParams).before)
  const tag = await tagOf(pathPart((await params).tag), before)
  if (!tag) notFound()
  const path = `/tags/${encodeURIComponent(tag.slug)}`
  return (
    <SitePage viewer={await currentViewer()} path={path}>
      <div className="column">
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
          <h1 className="page-title">{tag.name}</h1>
          {tag.description && <p className="standfirst">{tag.description}</p>}
        </header>
        <PostLines posts={tag.essays.lines} />
        <OlderLink path={path} older={tag.essays.older} later={before !== undefined} />
      </div>
    </SitePage>
  )
}
