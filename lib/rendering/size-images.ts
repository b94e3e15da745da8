import type { Element, Root } from 'hast'
import { readMediaUrl, srcsetOf } from '#lib/media-name.ts'
import { noDescription } from './describe-images.ts'
import { attribute, eachElement } from './walk-tree.ts'
import type { Parent } from './walk-tree.ts'

/** How wide a text is at most, and on a phone: see --measure in app/styles/tokens.css. */
const inText = '(min-width: 44rem) 41rem, 94vw'

/**
 * Gives every image of a text what a browser needs to know before it loads: how large it is, which sizes there are, and whether it
 * can wait. What stands at the very beginning is seen at once and does not wait. Changes the tree in place.
 */
export function sizeImages(tree: Root): void {
  const beginning = imagesIn({ type: 'root', children: tree.children.filter((child) => child.type === 'element').slice(0, 1) })
  for (const image of imagesIn(tree)) sizeImage(image, beginning.includes(image))
}

function imagesIn(parent: Parent): Element[] {
  const images: Element[] = []
  eachElement(parent, (element) => void (element.tagName === 'img' && images.push(element)))
  return images
}

function sizeImage(image: Element, atOnce: boolean): void {
  const src = attribute(image, 'src') ?? ''
  const [media, srcSet] = [readMediaUrl(src), srcsetOf(src)]
  if (media) Object.assign(image.properties, { width: media.width, height: media.height })
  if (srcSet) Object.assign(image.properties, { srcSet, sizes: atOnce ? inText : `auto, ${inText}` })
  Object.assign(image.properties, { alt: attribute(image, 'alt') ?? noDescription, loading: atOnce ? undefined : 'lazy', decoding: 'async' })
}
