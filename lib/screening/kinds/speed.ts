import { z } from 'zod'
import { ruleKind } from '#lib/screening/rule-kind.ts'
import { sentTextsKept } from '#lib/screening/screening.ts'
import { countOf, wholeNumber } from '#lib/screening/whole-number.ts'

/** More texts of one person in a while than considered ones can be. */
export const speed = ruleKind({
  kind: 'speed',
  label: 'Speed',
  about: 'More texts of one person in a while than anybody considers well.',
  settings: z.strictObject({ texts: wholeNumber(1, sentTextsKept - 1), minutes: wholeNumber(1, 24 * 60) }),
  say: ({ texts, minutes }) => `more than ${countOf(texts, 'text')} of one person within ${countOf(minutes, 'minute')}`,
  needs: () => ['sentSecondsAgo'],
  prepare: ({ texts, minutes }) => (_, { sentSecondsAgo }) => {
    const before = (sentSecondsAgo ?? []).filter((seconds) => seconds < minutes * 60).length
    return before < texts ? null : { message: `The ${ordinal(before + 1)} text of this person within ${countOf(minutes, 'minute')}.` }
  },
})

/** `2nd`, `11th`, `23rd`. */
function ordinal(count: number): string {
  const suffix = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }
  return `${count}${suffix[new Intl.PluralRules('en-GB', { type: 'ordinal' }).select(count)]}`
}
