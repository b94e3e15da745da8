import type { Element } from 'hast'
import type { Check } from '#lib/posts/publishing/advice/advice.ts'
import { nearWords } from '#lib/posts/publishing/advice/near-words.ts'
import { noDescription } from '#lib/rendering/describe-images.ts'
import { attribute, eachElement } from '#lib/rendering/walk-tree.ts'

/** Who cannot see a picture is told what is on it, or that it is decoration. */
export const describedImages: Check = ({ tree }) => {
  const images: Element[] = []
  eachElement(tree, (element) => {
    if (element.tagName === 'img' && attribute(element, 'alt') === noDescription) images.push(element)
  })
  if (images.length === 0) return []
  const sentence = images.length === 1 ? 'A picture has no description. Say what is to be seen, or that it is decoration.' : `${images.length} pictures have no description. Say what is to be seen, or that they are decoration.`
  return [{ sentence, found: images.map((image) => ({ words: sayPlace(nearWords(tree, image)), near: nearWords(tree, image) })) }]
}

function sayPlace(near: string): string {
  return near === '' ? 'The picture' : `The picture by “${near}”`
}
