import { describePage } from '#app/_web/describe-page.ts'
import type { PageWords } from '#app/_web/describe-page.ts'
import { listAddress, titleOfOlder, wholeList } from '#app/_web/older-list.ts'
import { LeftOut, leftOutEssays } from '#components/posts/left-out.tsx'
import { OlderLink } from '#components/posts/older-link.tsx'
import { PostLines } from '#components/posts/post-lines.tsx'
import type { TagPage as Tag } from '#lib/posts/read-tag.ts'

export function tagPath({ slug }: Pick<Tag, 'slug'>): string {
  return `/tags/${encodeURIComponent(slug)}`
}

/** What the page of a tag says of itself. @param before the essay that a later page of its list goes on after */
export function describeTag(tag: Tag, before: string | undefined): PageWords {
  return describePage({
    title: before === undefined ? tag.name : titleOfOlder(tag.name, tag.essays.lines),
    description: tag.description || `Essays filed under ${tag.name}.`,
    canonical: listAddress(tagPath(tag), before),
    feeds: { essays: { path: tagPath(tag), title: tag.name } },
  })
}

/** What is filed under a tag, as it stands in the frame of the site. */
export function TagPage({ tag, before }: { tag: Tag; before: string | undefined }) {
  return (
    <div className="column h-feed">
      <header>
        <p className="foot-label">
          Essays filed under
          {tag.parent && (
            <>
              {' '}
              <a href={tagPath(tag.parent)}>{tag.parent.name}</a>
            </>
          )}
        </p>
        <h1 className="page-title p-name">{tag.name}</h1>
        {tag.description && <p className="standfirst">{tag.description}</p>}
      </header>
      <PostLines posts={tag.essays.lines} leftOut={tag.essays.leftOut} />
      <LeftOut count={tag.essays.leftOut} what={leftOutEssays} all={wholeList(tagPath(tag), before)} />
      <OlderLink path={tagPath(tag)} older={tag.essays.older} later={before !== undefined} />
    </div>
  )
}
