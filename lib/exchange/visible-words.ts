import { fromHtml } from 'hast-util-from-html'
import { cleanText } from '#lib/rendering/check-text.ts'
import { visibleText } from '#lib/rendering/visible-text.ts'

/** Elements that people put into titles and captions. A `<` before anything else is one that they typed. */
const markup = /<\/?(?:a|abbr|b|br|cite|code|del|em|font|i|img|ins|kbd|mark|p|q|s|small|span|strike|strong|sub|sup|u|wbr)\b[^<>]*>/gi
const breaking = /^<\/?(?:br|p)\b/i

/** A title, name or excerpt as one line of plain text: references resolved, markup gone. */
export function visibleWords(html: string): string {
  const words = cleanText(html).replace(markup, (tag) => (breaking.test(tag) ? ' ' : '')).replaceAll('<', '&lt;')
  return visibleText(fromHtml(words, { fragment: true })).replace(/\s+/g, ' ').trim()
}
