import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { leftOutHere } from '#app/_web/reading-choices.ts'
import { pathPart, single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { readTag } from '#lib/posts/read-tag.ts'
import { describeTag, TagPage, tagPath } from './tag-page.tsx'

type Props = { params: Promise<{ tag: string }>; searchParams: Promise<SearchParams> }

const tagOf = cache(readTag)

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const query = await searchParams
  const before = single(query.before)
  const tag = await tagOf(pathPart((await params).tag), before, await leftOutHere(query))
  return tag ? describeTag(tag, before) : {}
}

export default async function Page({ params, searchParams }: Props) {
  const query = await searchParams
  const before = single(query.before)
  const tag = await tagOf(pathPart((await params).tag), before, await leftOutHere(query))
  if (!tag) notFound()
  return (
    <SitePage viewer={await currentViewer()} path={tagPath(tag)}>
      <TagPage tag={tag} before={before} />
    </SitePage>
  )
}
