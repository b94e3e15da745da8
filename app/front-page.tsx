import { describePage } from '#app/_web/describe-page.ts'
import type { PageWords } from '#app/_web/describe-page.ts'
import { listAddress, titleOfOlder, wholeList } from '#app/_web/older-list.ts'
import { JsonLd } from '#components/posts/json-ld.tsx'
import { LatestPost } from '#components/posts/latest-post.tsx'
import { LeftOut, leftOutEssays } from '#components/posts/left-out.tsx'
import { OlderLink } from '#components/posts/older-link.tsx'
import { PostLines } from '#components/posts/post-lines.tsx'
import { Voices } from '#components/posts/voices.tsx'
import { describeSite } from '#components/site/describe-site.ts'
import { env } from '#lib/env.ts'
import type { FrontPage as Front } from '#lib/posts/read-front-page.ts'
import { site } from '#lib/site.ts'

/** What the front page says of itself, or a later page of it. */
export function describeFront(front: Front | null, before: string | undefined): PageWords {
  const title = before === undefined ? site.name : titleOfOlder('Older essays', front?.lines)
  const words = describePage({ title, canonical: listAddress('/', before) })
  // The template that adds the name of the site is for the pages below this one.
  return before === undefined ? words : { ...words, title: { absolute: `${title} · ${site.name}` } }
}

/** The newest essays, and what was said last, as they stand in the frame of the site. */
export function FrontPage({ front, before }: { front: Front; before: string | undefined }) {
  return (
    <>
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
    </>
  )
}

function Journal({ front, first }: { front: Front; first: boolean }) {
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
