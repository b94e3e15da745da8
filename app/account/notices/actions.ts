'use server'

import { commandAction, formAction } from '#app/_web/action.ts'
import { runCommand } from '#lib/command.ts'
import { takeLimit } from '#lib/limits.ts'
import { chooseRhythm } from '#lib/notices/choose-rhythm.ts'
import { follow } from '#lib/notices/follow.ts'
import { mute } from '#lib/people/mute.ts'

/** Follows something, lets it go, or says that one wants nothing of it. */
export const sayFollow = formAction(async ({ viewer, fields: { postId, commentId, authorId, wanted } }) =>
  (await takeLimit('follow', viewer.id ?? '')) ??
  runCommand(follow, viewer, { ...(postId && { postId }), ...(commentId && { commentId }), ...(authorId && { authorId }), wanted }))

export const sayMute = formAction(async ({ viewer, fields: { handle, muted } }) => (await takeLimit('follow', viewer.id ?? '')) ?? runCommand(mute, viewer, { handle, muted }))

export const saveRhythms = commandAction(chooseRhythm, {
  input: ({ moderation, invitation, reply, mention, essay, thread, post, timeZone }) => ({ moderation, ...(invitation && { invitation }), reply, mention, ...(essay && { essay }), thread, post, timeZone }),
  message: 'Saved.',
})
