'use server'

import { commandAction } from '#app/_web/action.ts'
import { chooseRhythm } from '#lib/notices/choose-rhythm.ts'
import { follow } from '#lib/notices/follow.ts'
import { mute } from '#lib/people/mute.ts'

/** Follows something, lets it go, or says that one wants nothing of it. */
export const sayFollow = commandAction(follow, {
  input: ({ postId, commentId, authorId, wanted }) => ({ ...(postId && { postId }), ...(commentId && { commentId }), ...(authorId && { authorId }), wanted }),
})

export const sayMute = commandAction(mute, { input: ({ handle, muted }) => ({ handle, muted }) })

export const saveRhythms = commandAction(chooseRhythm, {
  input: ({ moderation, reply, mention, thread, post, timeZone }) => ({ moderation, reply, mention, thread, post, timeZone }),
  message: 'Saved.',
})
