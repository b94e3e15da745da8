import { Contents } from '#components/posts/contents.tsx'
import { EssayFoot } from '#components/posts/essay-foot.tsx'
import { EssayHead } from '#components/posts/essay-head.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import type { Post } from '#lib/posts/read-post.ts'

/** An essay or page, from its title to what stands after the text. */
export function Essay({ post }: { post: Post }) {
  return (
    <article className="essay column" lang={post.lang}>
      <EssayHead post={post} />
      <Contents headings={post.headings} />
      <StoredHtml className="prose e-content" html={post.html} />
      <EssayFoot post={post} />
    </article>
  )
}
