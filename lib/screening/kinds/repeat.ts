import { z } from 'zod'
import { nearLikeness } from '#lib/screening/likeness.ts'
import { ruleKind } from '#lib/screening/rule-kind.ts'
import { countOf, wholeNumber } from '#lib/screening/whole-number.ts'

/** How far back texts are compared, in days. */
export const mostRepeatDays = 90

/** The same text again, or nearly, whoever sends it. */
export const repeatKind = ruleKind({
  kind: 'repeat',
  label: 'Repeats',
  about: 'The same text again, or nearly the same, by the same person or by anybody.',
  settings: z.strictObject({
    by: z.enum(['same-person', 'anybody'], { error: 'Please choose whose texts are compared.' }),
    likeness: z.enum(['same', 'near'], { error: 'Please choose how much alike they must be.' }),
    days: wholeNumber(1, mostRepeatDays),
  }),
  say: ({ by, likeness, days }) => `${likeness === 'same' ? 'the same words' : 'nearly the same text'} as one sent by ${by === 'anybody' ? 'anybody' : 'the same person'} in the last ${countOf(days, 'day')}`,
  needs: () => ['likeTexts'],
  prepare: ({ by, likeness, days }) => (_, { likeTexts }) => {
    const least = likeness === 'same' ? 1 : nearLikeness
    const same = (likeTexts ?? []).filter((text) => text.daysAgo <= days && text.likeness >= least && (by === 'anybody' || text.own))
    if (same.length === 0) return null
    const whose = same.every((text) => text.own) ? 'by this person' : same.some((text) => text.own) ? 'by this person and others' : 'by somebody else'
    return { message: `Much like ${countOf(same.length, 'text')} sent ${whose} before.` }
  },
})
