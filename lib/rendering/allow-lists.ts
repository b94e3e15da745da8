import type { Schema } from 'hast-util-sanitize'
import type { RenderingProfile } from './rendering-profiles.ts'

/** What these hold is no text for readers; it goes with the element. Everything else that is not allowed leaves its text behind. */
const WITHOUT_CONTENT = ['script', 'style', 'template', 'title', 'iframe', 'object', 'svg', 'math', 'noembed', 'noframes', 'audio', 'video', 'canvas']

const inComments = [
  'p', 'div', 'br', 'hr', 'h4', 'h5', 'blockquote', 'pre', 'code', 'ul', 'ol', 'li', 'section',
  'a', 'em', 'i', 'strong', 'b', 'del', 's', 'ins', 'sub', 'sup', 'kbd', 'q', 'cite',
]

const onlyInEssays = [
  'h2', 'h3', 'figure', 'figcaption', 'img', 'details', 'summary', 'dl', 'dt', 'dd',
  'table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td',
  'u', 'mark', 'small', 'samp', 'var', 'abbr', 'dfn', 'time', 'wbr', 'ruby', 'rt', 'rp', 'bdi',
]

const attributesInComments: Schema['attributes'] = {
  a: ['href', 'id', ['className', 'footnote-backref']],
  sup: [['className', 'footnote-ref']],
  section: [['className', 'footnotes']],
  li: ['id', 'value'],
  ol: ['start'],
  code: [['className', /^language-[\w+#.-]{1,30}$/]],
}

const attributesInEssays: Schema['attributes'] = {
  ...attributesInComments,
  '*': ['id', 'lang', ['dir', 'ltr', 'rtl', 'auto']],
  a: [...(attributesInComments.a ?? []), 'title', 'hrefLang'],
  ol: ['start', 'reversed', ['type', '1', 'a', 'A', 'i', 'I']],
  img: ['src', 'alt', 'title', 'width', 'height'],
  th: ['colSpan', 'rowSpan', ['scope', 'row', 'col', 'rowgroup', 'colgroup'], ['className', /^align-(?:left|center|right)$/]],
  td: ['colSpan', 'rowSpan', ['className', /^align-(?:left|center|right)$/]],
  abbr: ['title'],
  dfn: ['title'],
  // What the renderer makes of spoilers and of what stands under an image.
  details: [['dataSpoiler', 'block', 'inline']],
  div: [['className', 'paragraph']],
  small: [['className', 'credit']],
  time: ['dateTime'],
}

/** An element outside its parent could break out of the page around the text. */
const ancestors: Schema['ancestors'] = {
  li: ['ul', 'ol'],
  dt: ['dl'],
  dd: ['dl'],
  figcaption: ['figure'],
  summary: ['details'],
  rt: ['ruby'],
  rp: ['ruby'],
  ...Object.fromEntries(['caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'].map(part => [part, ['table']])),
}

/** Addresses and ids are settled before and after the sanitiser, with the rules of `safe-url.ts` and `idPrefixOf`. */
export const allowLists: Record<RenderingProfile, Schema> = {
  comment: schemaOf(inComments, attributesInComments),
  essay: schemaOf([...inComments, ...onlyInEssays], attributesInEssays),
}

function schemaOf(tagNames: string[], attributes: Schema['attributes']): Schema {
  return {
    tagNames,
    attributes,
    ancestors,
    strip: WITHOUT_CONTENT,
    clobber: [],
    clobberPrefix: '',
    protocols: { href: ['http', 'https', 'mailto'], src: ['https'] },
    required: {},
    allowComments: false,
    allowDoctypes: false,
  }
}
