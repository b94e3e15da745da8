'use server'

import { commandAction } from '#app/_web/action.ts'
import { markNoticesRead } from '#lib/moderation/notices/mark-notices-read.ts'

type Which = { noticeId?: string; until?: string; postId?: string }

const whichOf = ({ noticeId, until, postId }: Which) => (noticeId ? { noticeId } : { until, ...(postId && { postId }) })

/** One of them, what was said in one conversation, or all that were on the page. */
export const markRead = commandAction(markNoticesRead, { input: whichOf })

/** The same, and on to what it tells of: following it is reading it, which no opening of an address can say. */
export const openNotice = commandAction(markNoticesRead, { input: whichOf, redirectTo: (_, { to }) => to ?? '/notifications' })

/** What somebody was told of stands before them. */
export const noteSeen = commandAction(markNoticesRead, { input: ({ about = '' }) => ({ about: about.split(' ') }) })
