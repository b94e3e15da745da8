'use server'

import { commandAction, formAction } from '#app/_web/action.ts'
import { takeOwnLimit } from '#app/_web/own-limit.ts'
import { runCommand } from '#lib/command.ts'
import { sendGuestPost } from '#lib/moderation/guest-posts/send-guest-post.ts'
import { withdrawGuestPost } from '#lib/moderation/guest-posts/withdraw-guest-post.ts'

export const send = formAction(
  async ({ viewer, fields: { postId, draftVersion, draftRevision } }) => (await takeOwnLimit('reply', viewer)) ?? runCommand(sendGuestPost, viewer, { postId, version: draftVersion, draftRevision }),
  { message: 'It is sent.' },
)

export const takeBack = commandAction(withdrawGuestPost, { input: ({ postId }) => ({ postId }), message: 'Taken back. It is your draft as before.' })
