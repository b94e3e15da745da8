import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { cache } from 'react'
import { describePage } from '#app/_web/describe-page.ts'
import { listAddress, titleOfOlder } from '#app/_web/older-list.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { JsonLd } from '#components/posts/json-ld.tsx'
import { LatestPost } from '#components/posts/latest-post.tsx'
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
  const before = single((await searchParams).before)
  const front = before === undefined ? null : await frontOf(before)
  return describePage({ title: before === undefined ? site.name : titleOfOlder('Older essays', front?.lines), canonical: listAddress('/', before) })
}

export default async function Front({ searchParams }: Props) {
  const query = await searchParams
  await followOldAddress(query)
  const before = single(query.before)
  const front = await frontOf(before)
  if (!front) notFound()
  const viewer = await currentViewer()
  return (
    <SitePage viewer={viewer}>
      <h1 className="visually-hidden">{before ? 'Older essays' : site.name}</h1>
      <div className="beside">
        <div className="column h-feed">
          <Journal front={front} first={before === undefined} />
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
  if (!first) return <PostLines posts={front.lines} />
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
