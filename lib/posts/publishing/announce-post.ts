import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { mediaUrl, readMediaUrl } from '#lib/media-name.ts'
import { lineOfText } from '#lib/posts/essay-text.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { readCover } from '#lib/posts/publishing/cover.ts'
import { lockWriting } from '#lib/posts/writing/load-writing.ts'
import { addRevision, textOf } from '#lib/posts/writing/write-draft.ts'
import { done, refuseField } from '#lib/refusal.ts'

/** Code points: as much as a list, a feed and a preview show. */
const longestExcerpt = 300

/**
 * An author says in own words what stands in lists, feeds and previews, and which picture stands above the text. Both are part of the text, so they
 * are the draft's until it is published. Either is left as it is where nothing is said of it. The words are those of before: an editor that is open
 * elsewhere goes on saving against its version.
 */
export const announcePost = command({
  name: 'announce-post',
  input: z.strictObject({
    postId: z.uuid(),
    excerpt: lineOfText(longestExcerpt, 'An excerpt is a line of text.').optional(),
    /** The address of a picture of this site; empty for none. */
    media: z.union([z.literal(''), mediaUrl]).optional(),
    alt: lineOfText(1_000, 'A description is a line of text.').default(''),
    decoration: z.enum(['yes', 'no']).default('no'),
    caption: lineOfText(500, 'A caption is a line of text.').default(''),
    credit: lineOfText(200, 'A credit is a line of text.').default(''),
  }),
  least: 'author',
  load: (tx, { postId }) => lockWriting(tx, postId),
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, viewer, input, subject: post, now }) {
    const { excerpt = post.draft.excerpt, media, alt, decoration, caption, credit } = input
    if (media && alt === '' && decoration === 'no') return refuseField('alt', 'Please say what is to be seen, or that it is decoration.')
    if (media && !(await isKept(tx, media))) return refuseField('media', 'This picture is not there any more. Please choose another.')
    const before = readCover(post.draft.cover)
    const cover = media === undefined ? before : media === '' ? null : { media, alt: decoration === 'yes' ? '' : alt, caption, credit }
    const about = { type: 'post', id: post.id }
    const same = excerpt === post.draft.excerpt && JSON.stringify(cover) === JSON.stringify(before)
    if (same) return done({ draftVersion: post.draftVersion }, about)
    const draftRevisionId = await addRevision(tx, post.id, { ...textOf(post.draft), excerpt, cover }, { reason: 'saved', editorId: viewer.id, now })
    await tx.post.update({ where: { id: post.id }, data: { draftRevisionId, updatedAt: now }, select: { id: true } })
    return done({ draftVersion: post.draftVersion }, about)
  },
})

async function isKept(tx: Transaction, media: string): Promise<boolean> {
  const name = readMediaUrl(media)?.name ?? ''
  return (await tx.media.findFirst({ where: { name, keptAt: { not: null }, goneAt: null }, select: { name: true } })) !== null
}
