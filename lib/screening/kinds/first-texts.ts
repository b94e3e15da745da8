import { z } from 'zod'
import { ruleKind } from '#lib/screening/rule-kind.ts'
import { countOf, wholeNumber } from '#lib/screening/whole-number.ts'

/** The first texts of somebody new, until enough of them were approved. */
export const firstTexts = ruleKind({
  kind: 'first-texts',
  label: 'First texts',
  about: 'The first texts of somebody new, until enough of theirs were approved.',
  settings: z.strictObject({ texts: wholeNumber(1, 50) }),
  say: ({ texts }) => `people with fewer than ${countOf(texts, 'approved text')}`,
  needs: () => ['approvedTexts'],
  prepare: ({ texts }) => (_, { approvedTexts }) => {
    if (approvedTexts === null || approvedTexts >= texts) return null
    return { message: approvedTexts === 0 ? 'No text of this person was approved yet.' : `Only ${countOf(approvedTexts, 'text')} of this person ${approvedTexts === 1 ? 'was' : 'were'} approved yet.` }
  },
})
