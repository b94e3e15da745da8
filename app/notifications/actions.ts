'use server'

import { commandAction } from '#app/_web/action.ts'
import { markNoticesRead } from '#lib/moderation/notices/mark-notices-read.ts'

/** One of them, what was said in one conversation, or all that were on the page. */
export const markRead = commandAction(markNoticesRead, { input: ({ noticeId, until, postId }) => (noticeId ? { noticeId } : { until, ...(postId && { postId }) }) })
