import type { Element, ElementContent, Root } from 'hast'
import { MEDIA_PATH } from '#lib/media-name.ts'
import { attribute, eachElement } from '#lib/rendering/walk-tree.ts'
import { makeElement, styleOf } from './read-styles.ts'

/** Stands where a picture is to be put in; of the letters that mean nothing anywhere. */
export const pictureMark = '\uE000'

/**
 * Pictures of this site stay. Those that came along in the text itself are to be put in like any that are pasted; those that stayed where they were, on a page
 * elsewhere or in a file, leave a sentence. Changes the tree in place.
 * @param origin of this site
 * @returns those to be put in, in the order of their marks
 */
export function takePictures(tree: Root, origin: string): File[] {
  const files: File[] = []
  eachElement(tree, (image) => {
    if (image.tagName !== 'img') return
    const src = (attribute(image, 'src') ?? '').trim()
    const alt = (attribute(image, 'alt') ?? '').replaceAll(/\s+/g, ' ').trim()
    const own = ownPath(src, origin)
    if (own !== null) {
      image.properties = { src: own, alt }
      return
    }
    if (/^\p{Extended_Pictographic}/u.test(alt) && [...alt].length < 9) return [{ type: 'text', value: alt }]
    if (isNoPicture(image)) return []
    const file = fileOf(src, `picture-${files.length + 1}`)
    if (!file) return [sentenceFor(src, alt)]
    files.push(file)
    return [{ type: 'text', value: pictureMark }]
  })
  return files
}

/** One of our own, as texts name it. */
function ownPath(src: string, origin: string): string | null {
  const url = URL.canParse(src, origin) ? new URL(src, origin) : null
  return url?.origin === origin && url.pathname.startsWith(MEDIA_PATH) ? url.pathname : null
}

/** What only counts readers or keeps room. */
function isNoPicture(image: Element): boolean {
  const { width, height, display } = styleOf(image)
  const sides = [attribute(image, 'width'), attribute(image, 'height'), width, height]
  return display === 'none' || sides.some((side) => /^[0-2](?:\.\d+)?(?:px)?$/.test(side ?? ''))
}

/** A picture that stands in the text itself, of a kind that we take. */
function fileOf(src: string, name: string): File | null {
  const [, type = '', data = ''] = /^data:image\/(png|jpeg|webp);base64,([a-z\d+/=\s]+)$/i.exec(src) ?? []
  if (data === '') return null
  try {
    return new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], `${name}.${type.toLowerCase()}`, { type: `image/${type.toLowerCase()}` })
  } catch {
    return null
  }
}

function sentenceFor(src: string, alt: string): ElementContent {
  const text = (value: string): ElementContent => ({ type: 'text', value })
  const words = /^https?:/i.test(src) ? [makeElement('a', [text(alt || 'it is here')], { href: src })] : alt ? [text(alt)] : []
  return makeElement('em', words.length > 0 ? [text('(A picture stood here: '), ...words, text('.)')] : [text('(A picture stood here.)')])
}
