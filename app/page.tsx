import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { cache } from 'react'
import { describePage } from '#app/_web/describe-page.ts'
import { listAddress, titleOfOlder, wholeList } from '#app/_web/older-list.ts'
import { leftOutHere } from '#app/_web/reading-choices.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { JsonLd } from '#components/posts/json-ld.tsx'
import { LatestPost } from '#components/posts/latest-post.tsx'
import { LeftOut, leftOutEssays } from '#components/posts/left-out.tsx'
import { OlderLink } from '#components/posts/older-link.tsx'
import { PostLines } from '#components/posts/post-lines.tsx'
import { Voices } from '#components/posts/voices.tsx'
import { describeSite } from '#components/site/describe-site.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { env } from '#lib/env.ts'
import { findRedirect } from '#lib/posts/find-redirect.ts'
import { readFrontPage } from '#lib/posts/read-front-page.ts'
import type { FrontPage } from '#lib/posts/read-front-page.ts'
import { site } from '#lib/site.ts'

type Props = { searchParams: Promise<SearchParams> }

const frontOf = cache(readFrontPage)

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const query = await searchParams
  const before = single(query.before)
  const front = before === undefined ? null : await frontOf(before, await leftOutHere(query))
  return describePage({ title: before === undefined ? site.name : titleOfOlder('Older essays', front?.lines), canonical: listAddress('/', before) })
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
      <h1 className="visually-hidden">{before ? 'Older essays' : site.name}</h1>
      <div className="beside">
        <div className="column h-feed">
          <Journal front={front} first={before === undefined} />
          <LeftOut count={front.leftOut} what={leftOutEssays} all={wholeList('/', before)} />
          <OlderLink path="/" older={front.older} later={before !== undefined} />
        </div>
        {front.replies.length > 0 && <Voices replies={front.replies} />}
      </div>
      {before === undefined && <JsonLd data={describeSite(env().AFTERWORD_ORIGIN)} />}
    </SitePage>
  )
}

function Journal({ front, first }: { front: FrontPage; first: boolean }) {
  const [latest, ...rest] = front.lines
  if (!first) return <PostLines posts={front.lines} leftOut={front.leftOut} />
  if (!latest && front.leftOut > 0) return null
  if (!latest) return <p className="empty">There are no essays yet. The first one will stand here.</p>
  return (
    <div className="journal">
      <LatestPost post={latest} />
      {rest.length > 0 && <PostLines posts={rest} />}
    </div>
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
