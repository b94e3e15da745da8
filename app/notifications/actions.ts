'use server'

import { commandAction } from '#app/_web/action.ts'
import { markNoticesRead } from '#lib/moderation/notices/mark-notices-read.ts'

/** One of them, or all that were on the page. */
export const markRead = commandAction(markNoticesRead, { input: ({ noticeId, until }) => (noticeId ? { noticeId } : { until }) })
