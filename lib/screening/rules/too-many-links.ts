import { find } from '#lib/screening/screening.ts'
import type { Rule } from '#lib/screening/screening.ts'

/** Links in a text of somebody without an approved one (SAFETY, section 5). */
export const newPersonLinks = 2
/** Links that nobody needs in a comment without a moderator having a look. */
export const manyLinks = 5

/** Advertising comes with links; people who are known here may use more of them. */
export const tooManyLinks: Rule = {
  name: 'too-many-links',
  examine({ links }, { approvedTexts }) {
    if (approvedTexts === null) return find('hold', 'It is not known whether this person is new.', links)
    if (approvedTexts === 0 && links.length > newPersonLinks) {
      return find('refuse', `Until a first text of yours is approved, a reply can hold ${newPersonLinks} links. This one has ${links.length}.`, links)
    }
    return links.length > manyLinks ? find('hold', `Holds ${links.length} links.`, links) : null
  },
}
