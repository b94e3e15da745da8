'use server'

import { commandAction } from '#app/_web/action.ts'
import { featureComment } from '#lib/comments/feature-comment.ts'

/** Points to a reply, or no longer does, and comes back to where it stands. */
export const feature = commandAction(featureComment, { input: ({ commentId, wanted }) => ({ commentId, wanted }), redirectTo: (_, { commentId }) => `/c/${commentId}` })
