import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { versionOfDraft } from '#lib/posts/writing/draft-input.ts'
import { lockWriting } from '#lib/posts/writing/load-writing.ts'
import { moveDraft } from '#lib/posts/writing/write-draft.ts'
import { done, refuse } from '#lib/refusal.ts'

/** An author gives up what was changed since the post was published: the published text is the draft again. What was given up stays in the history. */
export const discardDraft = command({
  name: 'discard-draft',
  input: z.strictObject({ postId: z.uuid(), version: versionOfDraft }),
  least: 'reader',
  load: (tx: Transaction, { postId }) => lockWriting(tx, postId),
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, input, subject: post, now }) {
    const about = { type: 'post', id: post.id }
    const { publishedRevisionId } = post
    if (!publishedRevisionId) return refuse('conflict', 'Nothing of this was published yet, so there is nothing to go back to.')
    if (publishedRevisionId === post.draft.id) return done({ version: post.draftVersion, revisionId: post.draft.id }, about)
    if (input.version !== post.draftVersion) return refuse('conflict', 'Something was saved here meanwhile. Nothing was changed; please look at the history again.')
    const kept = await moveDraft(tx, post, publishedRevisionId, now)
    return kept.ok ? done(kept.value, about) : kept
  },
})
