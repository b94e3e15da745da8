import { find } from '#lib/screening/screening.ts'
import type { Rule } from '#lib/screening/screening.ts'

/** Replies under a post whose conversation has ended. */
export const closedThread: Rule = {
  name: 'closed-thread',
  examine(_, { commentsOpen }) {
    if (commentsOpen === null) return find('hold', 'It is not known whether this conversation is open.')
    return commentsOpen ? null : find('refuse', 'This conversation is closed, so no reply was sent. Your text is still here.')
  },
}
