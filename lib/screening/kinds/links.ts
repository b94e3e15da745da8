import { z } from 'zod'
import { ruleKind } from '#lib/screening/rule-kind.ts'
import { countOf, wholeNumber } from '#lib/screening/whole-number.ts'

/** More links than a text should hold. */
export const links = ruleKind({
  kind: 'links',
  label: 'Links',
  about: 'More links than a text should hold.',
  settings: z.strictObject({
    more: wholeNumber(0, 100),
    from: z.enum(['anybody', 'new'], { error: 'Please choose whose texts are meant.' }),
  }),
  say: ({ more, from }) => `more than ${countOf(more, 'link')}${from === 'new' ? ', in texts of people without an approved one' : ''}`,
  needs: ({ from }) => (from === 'new' ? ['approvedTexts'] : []),
  prepare: ({ more, from }) => ({ links: found }, { approvedTexts }) => {
    if (found.length <= more || (from === 'new' && approvedTexts !== 0)) return null
    return { message: `Holds ${countOf(found.length, 'link')}.`, matches: found }
  },
})
