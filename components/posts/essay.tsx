import { Contents } from '#components/posts/contents.tsx'
import { EssayFoot } from '#components/posts/essay-foot.tsx'
import { EssayHead } from '#components/posts/essay-head.tsx'
import { Addresses, PrintChoice } from '#components/posts/on-paper.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import { env } from '#lib/env.ts'
import { numberAddresses } from '#lib/posts/number-addresses.ts'
import type { Post } from '#lib/posts/read-post.ts'

/** An essay or page, from its title to what stands after the text. */
export function Essay({ post }: { post: Post }) {
  const { html, addresses } = numberAddresses(post.html, env().AFTERWORD_ORIGIN)
  return (
    <article className="essay column" lang={post.lang}>
      <EssayHead post={post} />
      <Contents headings={post.headings} />
      <StoredHtml className="prose e-content" html={html} />
      <Addresses addresses={addresses} />
      <EssayFoot post={post} />
      {post.commentCount > 0 && <PrintChoice />}
    </article>
  )
}
