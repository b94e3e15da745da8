import type { Root } from 'hast'
import { attribute, eachElement } from './walk-tree.ts'

/** Printed for an image of which nobody has said what is to be seen. Only an author says that there is nothing to be said. */
export const noDescription = 'Picture without a description'

/** `![decoration](…)`: this very word in the place of a description. */
const decoration = 'decoration'

/**
 * Settles the descriptions of images as Markdown has them: the word `decoration` leaves none, so that nothing is read out; nothing at
 * all is no answer, and is said to be missing. Changes the tree in place.
 */
export function describeImages(tree: Root): void {
  eachElement(tree, (image) => {
    if (image.tagName !== 'img') return
    const alt = attribute(image, 'alt')?.trim() ?? ''
    image.properties.alt = alt === decoration ? '' : alt || noDescription
  })
}
