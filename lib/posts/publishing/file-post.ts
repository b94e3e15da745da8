import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { loadPublishing } from '#lib/posts/publishing/load-publishing.ts'
import { longestTag, longestTags, mostTags, splitTags } from '#lib/posts/publishing/split-tags.ts'
import type { NamedTag } from '#lib/posts/publishing/split-tags.ts'
import { languageField } from '#lib/posts/publishing/language.ts'
import { findAlike } from '#lib/posts/publishing/tags-alike.ts'
import type { AlikeTag } from '#lib/posts/publishing/tags-alike.ts'
import { done } from '#lib/refusal.ts'

const tags = z
  .string()
  .max(longestTags, { error: `Up to ${mostTags} tags, please.` })
  .transform(splitTags)
  .refine((found) => found.length <= mostTags, { error: `Up to ${mostTags} tags, please.` })
  .refine((found) => found.every(({ name }) => [...name].length <= longestTag), { error: `A tag can hold ${longestTag} characters. Commas stand between tags.` })

/** Where a text first appeared, or nothing. */
const canonicalUrl = z
  .string()
  .trim()
  .max(2_000, { error: 'This address is too long.' })
  .refine((url) => url === '' || (/^https?:\/\//i.test(url) && URL.canParse(url)), { error: 'Please give a whole address, beginning with https://' })

/** An author says under which tags an essay is filed, its language, where it first appeared, and whether readers may see what it said before. Holds at once; what is left out stays as it is. */
export const filePost = command({
  name: 'file-post',
  input: z.strictObject({
    postId: z.uuid(), tags: tags.optional(), canonicalUrl: canonicalUrl.optional(), historyShown: z.enum(['yes', 'no']).optional(),
    /** One of the list. Empty: as it is. */
    lang: languageField,
    /** Any other, which counts before it. */
    langCode: languageField,
  }),
  least: 'author',
  load: loadPublishing,
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, input: { tags: named, canonicalUrl: url, historyShown, lang, langCode }, subject: { id }, now }) {
    await tx.post.update({
      where: { id }, select: { id: true },
      data: {
        ...(url !== undefined && { canonicalUrl: url }), ...(historyShown && { historyShown: historyShown === 'yes' }), ...((langCode || lang) && { lang: langCode || lang }),
        version: { increment: 1 }, updatedAt: now,
      },
    })
    const alike = named ? await findAlikeNew(tx, named) : []
    if (named) await tagPost(tx, id, named)
    return done({ alike }, { type: 'post', id })
  },
})

/** Tags looked at for likeness: more than any site of essays has. */
const mostCompared = 5_000

/** Of the tags that no published essay has, those that are much like one that some have: a slip of the hand, or another form of the word. */
async function findAlikeNew(tx: Transaction, named: NamedTag[]): Promise<AlikeTag[]> {
  const slugs = named.map(({ slug }) => slug)
  const known = await tx.publishedTag.findMany({ where: { slug: { in: slugs } }, select: { slug: true } })
  const unknown = named.filter(({ slug }) => !known.some((each) => each.slug === slug))
  if (unknown.length === 0) return []
  return findAlike(unknown, await tx.publishedTag.findMany({ where: { slug: { notIn: slugs } }, orderBy: { slug: 'asc' }, take: mostCompared, select: { slug: true, name: true } }))
}

/** A tag that is there keeps the name that it has. In the order of their addresses, so that two essays that are filed at once never wait for each other in a circle. */
async function tagPost(tx: Transaction, postId: string, named: NamedTag[]): Promise<void> {
  const slugs = named.map(({ slug }) => slug)
  await tx.tag.createMany({ data: named.toSorted((a, b) => (a.slug < b.slug ? -1 : 1)), skipDuplicates: true })
  const tags = await tx.tag.findMany({ where: { slug: { in: slugs } }, select: { id: true, slug: true } })
  await tx.postTag.deleteMany({ where: { postId } })
  await tx.postTag.createMany({ data: tags.map((tag) => ({ postId, tagId: tag.id, position: slugs.indexOf(tag.slug) })) })
}
