'use server'

import { commandAction } from '#app/_web/action.ts'
import { bringBackDraft } from '#lib/posts/writing/deleted/bring-back-draft.ts'
import { writingPath } from '#lib/posts/writing/writing-paths.ts'

export const bringBack = commandAction(bringBackDraft, { input: ({ postId }) => ({ postId }), redirectTo: ({ postId }) => writingPath(postId) })
