import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { noSuchEssay, permitAuthor } from '#lib/posts/permit-author.ts'
import { versionOfDraft } from '#lib/posts/writing/draft-input.ts'
import { lockWriting, revisionText } from '#lib/posts/writing/load-writing.ts'
import { textOf, writeDraft } from '#lib/posts/writing/write-draft.ts'
import { done, refuse } from '#lib/refusal.ts'

const restoreInput = z.strictObject({ postId: z.uuid(), revisionId: z.uuid(), version: versionOfDraft })

/** An author goes back to an earlier text: it becomes the draft as a new revision, and what stood there stays in the history. */
export const restoreRevision = command({
  name: 'restore-revision',
  input: restoreInput,
  least: 'reader',
  async load(tx: Transaction, { postId, revisionId }: z.output<typeof restoreInput>) {
    const post = await lockWriting(tx, postId)
    if ('ok' in post) return post
    const wanted = await tx.postRevision.findFirst({ where: { id: revisionId, postId }, select: revisionText })
    return wanted ? { ...post, wanted: textOf(wanted) } : noSuchEssay
  },
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, viewer, input, subject: { wanted, ...post }, now }) {
    const about = { type: 'post', id: post.id }
    if (isDeepStrictEqual(textOf(post.draft), wanted)) return done({ version: post.draftVersion, revisionId: post.draft.id }, about)
    if (input.version !== post.draftVersion) return refuse('conflict', 'Something was saved here meanwhile. Nothing was changed; please look at the history again.')
    const kept = await writeDraft(tx, post, wanted, { reason: 'restored', editorId: viewer.id, now })
    return kept.ok ? done(kept.value, about) : kept
  },
})
