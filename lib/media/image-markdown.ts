/** What an author says about an image. */
export type ImageWords = {
  url: string
  /** What is to be seen; empty as long as nobody has said it. */
  alt: string
  /** There is nothing to be said: the image tells nothing that the text does not. */
  decoration: boolean
  /** Markdown on one line: emphasis and links. */
  caption: string
  credit: string
}

/** Stands where a description would, in an image that is decoration. */
const decorationWord = 'decoration'

/** The line of Markdown that an image is in a text. Line ends become blanks; nothing else of the words changes. */
export function imageMarkdown({ url, alt, decoration, caption, credit }: ImageWords): string {
  const description = decoration ? decorationWord : escapeDescription(onOneLine(alt))
  const title = [onOneLine(caption).replace(/(^| )\|(?= )/g, '$1\\|'), credit.trim() === '' ? '' : `| ${onOneLine(credit)}`].filter(Boolean).join(' ')
  return title === '' ? `![${description}](${url})` : `![${description}](${url} "${escapeTitle(title)}")`
}

function onOneLine(words: string): string {
  return words.replace(/\s+/g, ' ').trim()
}

/** A description is read as text of a link is: whatever could be markup is written as itself. */
function escapeDescription(words: string): string {
  const escaped = words.replace(/[\\[\]!*_`~|<&]/g, '\\$&')
  return escaped === decorationWord ? 'Decoration' : escaped
}

/** A title is read once for its own escapes, and then as Markdown. */
function escapeTitle(words: string): string {
  return words.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/&(?=#?\w+;)/g, '\\&')
}
