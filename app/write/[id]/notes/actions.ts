'use server'

import { commandAction } from '#app/_web/action.ts'
import { addUpdateNote } from '#lib/posts/update-notes/add-update-note.ts'
import { changeUpdateNote } from '#lib/posts/update-notes/change-update-note.ts'
import { takeBackUpdateNote } from '#lib/posts/update-notes/take-back-update-note.ts'

export const addNote = commandAction(addUpdateNote, {
  input: ({ postId, kind, place, body, commentId }) => ({ postId, kind, place, body, commentId }),
  redirectTo: ({ id }, { postId }) => `/write/${postId}/notes#note-${id}`,
})

export const changeNote = commandAction(changeUpdateNote, {
  input: ({ noteId, version, kind, place, body, commentId, uncredit }) => ({ noteId, version, kind, place, body, commentId: uncredit === 'yes' ? '' : commentId }),
  message: 'Changed. Readers see the new words, and that they were changed.',
})

export const takeBackNote = commandAction(takeBackUpdateNote, { input: ({ noteId, version }) => ({ noteId, version }) })
