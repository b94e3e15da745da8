import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { loadPublishing } from '#lib/posts/publishing/load-publishing.ts'
import { longestTag, mostTags, splitTags } from '#lib/posts/publishing/split-tags.ts'
import type { NamedTag } from '#lib/posts/publishing/split-tags.ts'
import { done } from '#lib/refusal.ts'

const tags = z
  .string()
  .transform(splitTags)
  .refine((found) => found.length <= mostTags, { error: `Up to ${mostTags} tags, please.` })
  .refine((found) => found.every(({ name }) => [...name].length <= longestTag), { error: `A tag can hold ${longestTag} characters. Commas stand between tags.` })

/** Where a text first appeared, or nothing. */
const canonicalUrl = z
  .string()
  .trim()
  .max(2_000, { error: 'This address is too long.' })
  .refine((url) => url === '' || (/^https?:\/\//i.test(url) && URL.canParse(url)), { error: 'Please give a whole address, beginning with https://' })

/** An author says under which tags an essay is filed, where it first appeared, and whether readers may see what it said before. Holds at once; what is left out stays as it is. */
export const filePost = command({
  name: 'file-post',
  input: z.strictObject({ postId: z.uuid(), tags: tags.optional(), canonicalUrl: canonicalUrl.optional(), historyShown: z.enum(['yes', 'no']).optional() }),
  least: 'author',
  load: loadPublishing,
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, input: { tags: named, canonicalUrl: url, historyShown }, subject: { id }, now }) {
    await tx.post.update({
      where: { id }, select: { id: true },
      data: { ...(url !== undefined && { canonicalUrl: url }), ...(historyShown && { historyShown: historyShown === 'yes' }), version: { increment: 1 }, updatedAt: now },
    })
    if (named) await tagPost(tx, id, named)
    return done({ id }, { type: 'post', id })
  },
})

/** A tag that is there keeps the name that it has. In the order of their addresses, so that two essays that are filed at once never wait for each other in a circle. */
async function tagPost(tx: Transaction, postId: string, named: NamedTag[]): Promise<void> {
  const slugs = named.map(({ slug }) => slug)
  await tx.tag.createMany({ data: named.toSorted((a, b) => (a.slug < b.slug ? -1 : 1)), skipDuplicates: true })
  const tags = await tx.tag.findMany({ where: { slug: { in: slugs } }, select: { id: true, slug: true } })
  await tx.postTag.deleteMany({ where: { postId } })
  await tx.postTag.createMany({ data: tags.map((tag) => ({ postId, tagId: tag.id, position: slugs.indexOf(tag.slug) })) })
}
