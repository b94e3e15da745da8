'use server'

import { commandAction } from '#app/_web/action.ts'
import { beginGuestPost } from '#lib/moderation/guest-posts/begin-guest-post.ts'
import { beginPost } from '#lib/posts/writing/begin-post.ts'
import { writingPath } from '#lib/posts/writing/writing-paths.ts'

export const begin = commandAction(beginPost, { input: () => ({}), redirectTo: ({ id }) => writingPath(id) })

export const beginAsGuest = commandAction(beginGuestPost, { input: () => ({}), redirectTo: ({ id }) => writingPath(id) })
