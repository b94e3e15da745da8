import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { cache } from 'react'
import { leftOutHere } from '#app/_web/reading-choices.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { findRedirect } from '#lib/posts/find-redirect.ts'
import { readFrontPage } from '#lib/posts/read-front-page.ts'
import { describeFront, FrontPage } from './front-page.tsx'

type Props = { searchParams: Promise<SearchParams> }

const frontOf = cache(readFrontPage)

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const query = await searchParams
  const before = single(query.before)
  const front = before === undefined ? null : await frontOf(before, await leftOutHere(query))
  return describeFront(front, before)
}

export default async function Front({ searchParams }: Props) {
  const query = await searchParams
  await followOldAddress(query)
  const before = single(query.before)
  const front = await frontOf(before, await leftOutHere(query))
  if (!front) notFound()
  const viewer = await currentViewer()
  return (
    <SitePage viewer={viewer}>
      <FrontPage front={front} before={before} />
    </SitePage>
  )
}

/** WordPress's plain addresses of posts and pages: `/?p=17`, `/?page_id=2`. */
async function followOldAddress(query: SearchParams) {
  for (const name of ['p', 'page_id']) {
    const id = single(query[name])
    const address = id && /^\d{1,12}$/.test(id) ? await findRedirect(`/?${name}=${id}`) : null
    if (address) permanentRedirect(address)
  }
}
