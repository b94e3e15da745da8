'use server'

import { commandAction, formAction } from '#app/_web/action.ts'
import { takeOwnLimit } from '#app/_web/own-limit.ts'
import { runCommand } from '#lib/command.ts'
import { chooseRhythm } from '#lib/notices/choose-rhythm.ts'
import { follow } from '#lib/notices/follow.ts'
import { mute } from '#lib/people/mute.ts'

/** Follows something, lets it go, or says that one wants nothing of it. */
export const sayFollow = formAction(async ({ viewer, fields: { postId, commentId, authorId, wanted } }) =>
  (await takeOwnLimit('follow', viewer)) ??
  runCommand(follow, viewer, { ...(postId && { postId }), ...(commentId && { commentId }), ...(authorId && { authorId }), wanted }))

export const sayMute = formAction(async ({ viewer, fields: { handle, muted } }) => (await takeOwnLimit('follow', viewer)) ?? runCommand(mute, viewer, { handle, muted }))

export const saveRhythms = commandAction(chooseRhythm, {
  input: ({ moderation, invitation, reply, mention, essay, thread, post, timeZone }) => ({ moderation, ...(invitation && { invitation }), reply, mention, ...(essay && { essay }), thread, post, timeZone }),
  message: 'Saved.',
})
