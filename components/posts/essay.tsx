import { Contents } from '#components/posts/contents.tsx'
import { foldedBy, Unfold } from '#components/posts/content-notes.tsx'
import { EssayCover } from '#components/posts/essay-cover.tsx'
import { EssayFoot } from '#components/posts/essay-foot.tsx'
import { EssayHead } from '#components/posts/essay-head.tsx'
import { Addresses, PrintChoice } from '#components/posts/on-paper.tsx'
import { UpdateNotes } from '#components/posts/update-notes.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import { env } from '#lib/env.ts'
import { numberAddresses } from '#lib/posts/number-addresses.ts'
import { choosableOf } from '#lib/posts/content-notes/choosable.ts'
import type { Post } from '#lib/posts/read-post.ts'
import type { RelatedPost } from '#lib/posts/read-related.ts'

/** An essay or page, from its title to what stands after the text. @param desk where its writer changes it, @param judged where moderators judge it; null for everybody else */
export function Essay({ post, related, desk, judged }: { post: Post; related: RelatedPost[]; desk: string | null; judged: string | null }) {
  const { html, addresses } = numberAddresses(post.html, env().AFTERWORD_ORIGIN)
  const topics = choosableOf(post.contentNotes)
  return (
    <article className="essay column" lang={post.lang} {...foldedBy(topics)}>
      <EssayHead post={post} desk={desk} judged={judged} />
      <Unfold topics={topics} title={post.title} />
      <UpdateNotes notes={post.updateNotes} place="top" />
      {post.cover && <EssayCover cover={post.cover} />}
      <Contents headings={post.headings} />
      <StoredHtml className="prose e-content noted-text" html={html} />
      <Addresses addresses={addresses} />
      <EssayFoot post={post} related={related} />
      {post.commentCount > 0 && <PrintChoice />}
    </article>
  )
}
