import { z } from 'zod'
import { ruleKind } from '#lib/screening/rule-kind.ts'
import { countOf, wholeNumber } from '#lib/screening/whole-number.ts'

/** Under posts that were published long ago, where advertising comes when readers have gone. */
export const oldThread = ruleKind({
  kind: 'old-thread',
  label: 'Old posts',
  about: 'Texts under posts that were published long ago.',
  settings: z.strictObject({ days: wholeNumber(1, 10_000) }),
  say: ({ days }) => `posts published more than ${countOf(days, 'day')} ago`,
  needs: () => ['postAgeDays'],
  prepare: ({ days }) => (_, { postAgeDays }) => {
    if (postAgeDays === null || postAgeDays <= days) return null
    return { message: `This was published ${countOf(Math.floor(postAgeDays), 'day')} ago.` }
  },
})
