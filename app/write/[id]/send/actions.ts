'use server'

import { commandAction, formAction } from '#app/_web/action.ts'
import { runCommand } from '#lib/command.ts'
import { takeLimit } from '#lib/limits.ts'
import { sendGuestPost } from '#lib/moderation/guest-posts/send-guest-post.ts'
import { withdrawGuestPost } from '#lib/moderation/guest-posts/withdraw-guest-post.ts'

export const send = formAction(
  async ({ viewer, fields: { postId, draftVersion, draftRevision } }) => (await takeLimit('reply', viewer.id ?? '')) ?? runCommand(sendGuestPost, viewer, { postId, version: draftVersion, draftRevision }),
  { message: 'It is sent.' },
)

export const takeBack = commandAction(withdrawGuestPost, { input: ({ postId }) => ({ postId }), message: 'Taken back. It is your draft as before.' })
