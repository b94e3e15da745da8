'use server'

import { formAction } from '#app/_web/action.ts'
import { runCommand } from '#lib/command.ts'
import { agreeToWrite } from '#lib/posts/authors/agree-to-write.ts'
import { declineInvitation } from '#lib/posts/authors/decline-invitation.ts'
import { writingPath } from '#lib/posts/writing/writing-paths.ts'

export const agree = formAction(({ viewer, fields: { postId = '' } }) => runCommand(agreeToWrite, viewer, { postId, personId: viewer.id }), {
  redirectTo: ({ postId }) => writingPath(postId),
})

export const decline = formAction(({ viewer, fields: { postId = '' } }) => runCommand(declineInvitation, viewer, { postId, personId: viewer.id }))
