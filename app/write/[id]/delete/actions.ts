'use server'

import { commandAction } from '#app/_web/action.ts'
import { deleteDraft } from '#lib/posts/writing/deleted/delete-draft.ts'
import { deletedPath } from '#lib/posts/writing/writing-paths.ts'

export const deleteIt = commandAction(deleteDraft, { input: ({ postId, draftVersion }) => ({ postId, draftVersion }), redirectTo: deletedPath })
