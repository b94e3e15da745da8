import type { Prisma } from '#database'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { goesOn, mostLeftOut } from '#lib/posts/writing/goes-on.ts'
import { lockWriting } from '#lib/posts/writing/load-writing.ts'
import { sameBeside, sameDraft } from '#lib/posts/writing/same-draft.ts'
import { changeOf, settleDraft } from '#lib/posts/writing/settle-draft.ts'
import { renderLater } from '#lib/posts/writing/render-later.ts'
import { addRevision, textOf } from '#lib/posts/writing/write-draft.ts'
import { writtenDraft } from '#lib/posts/writing/written-draft.ts'
import { done } from '#lib/refusal.ts'
import { storedWorks } from '#lib/works/stored-works.ts'

/**
 * Keeps a text that was written against an older version: beside the others, as a revision that is not the draft. So a conflict can be settled
 * later, elsewhere, or never, and no word of it depends on a page that is still open. Of what somebody pressed the button for not a letter
 * is lost; what a page saves by itself goes on in the one before.
 * @returns the revision in which it is kept; the one that says the same, where there is one
 */
export const setDraftAside = command({
  name: 'set-draft-aside',
  input: writtenDraft,
  least: 'reader',
  unrecorded: true,
  load: (tx: Transaction, input) => lockWriting(tx, input.postId),
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, viewer, input, subject: post, now }) {
    const settled = await settleDraft(tx, { ...input, reason: 'autosave' }, post.draft)
    if (!settled.ok) return settled
    const written = settled.value
    const { title, standfirst, text } = written
    const words = { title, standfirst, ...text }
    const alike = await tx.postRevision.findMany({ where: { postId: post.id, title, standfirst, source: text.source }, orderBy: { createdAt: 'desc' }, select: kept })
    const known = alike.find((revision) => sameDraft(revision, written))
    if (known) return done({ revisionId: known.id })
    const last = await tx.postRevision.findFirst({ where: { postId: post.id, reason: 'aside', editorId: viewer.id }, orderBy: { createdAt: 'desc' }, select: kept })
    const asked = input.reason === 'saved'
    const leftOut = last && sameBeside(last, written) ? goesOn(last, { ...words, editorId: viewer.id }, now) : null
    if (last && leftOut !== null && !(asked && leftOut > last.leftOut)) {
      await tx.postRevision.update({ where: { id: last.id }, data: { ...words, leftOut: asked ? mostLeftOut : leftOut, savedAt: now }, select: { id: true } })
      await renderLater(tx, { id: last.id, rendererVersion: words.rendererVersion }, now)
      return done({ revisionId: last.id })
    }
    const aside = { ...textOf(post.draft), ...changeOf(written) }
    return done({ revisionId: await addRevision(tx, post.id, aside, { reason: 'aside', editorId: viewer.id, now, ...(asked && { leftOut: mostLeftOut }) }) })
  },
})

/** What is said in it, and not what it looks like: one text may be among the saved ones many times. */
const kept = {
  id: true, title: true, standfirst: true, source: true, contentAnswer: true, contentNotes: true, works: storedWorks, editorId: true, createdAt: true, leftOut: true,
} as const satisfies Prisma.PostRevisionSelect
