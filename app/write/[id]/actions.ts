'use server'

import { commandAction, formAction } from '#app/_web/action.ts'
import { discardDraft } from '#lib/posts/writing/discard-draft.ts'
import { restoreRevision } from '#lib/posts/writing/restore-revision.ts'
import { writingPath } from '#lib/posts/writing/writing-paths.ts'
import { keepWriting } from './keep-writing.ts'

export const saveWriting = formAction(keepWriting, { redirectTo: ({ conflict }) => conflict, message: 'Saved.' })

/** The same from the page on which two texts are put together; afterwards one goes on writing. */
export const saveTogether = formAction(keepWriting, { redirectTo: ({ conflict, postId }) => conflict ?? writingPath(postId) })

export const restore = commandAction(restoreRevision, {
  input: ({ postId, revisionId, version }) => ({ postId, revisionId, version }),
  redirectTo: (_, { postId = '' }) => writingPath(postId),
})

export const discard = commandAction(discardDraft, {
  input: ({ postId, version }) => ({ postId, version }),
  message: 'The published text is the draft again. What you gave up stands in the history.',
})
