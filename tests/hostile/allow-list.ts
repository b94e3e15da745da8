import { Parser } from 'htmlparser2'

// Written anew from what readers need, not from the product's own list: what passes here has to be said here. Parsed by a reader of HTML that had no part in
// making it, in Node by htmlparser2 and in tests/e2e by a browser.

export type Elements = { name: string; attributes: Record<string, string> }[]
export type Kind = 'comment' | 'essay'

type Attributes = Record<string, RegExp>

/** No address leaves the site without saying so, and what a text links to within itself bears its prefix. Which schemes there are is looked at apart. */
const link = { comment: /^(?![/\\]{2}|#(?!c-))[^\0-\x20\\]*$/, essay: /^(?![/\\]{2}|#(?!e-))[^\0-\x20\\]*$/ }
const id = { comment: /^c-\S{1,120}$/, essay: /^e-\S{1,120}$/ }
const number = /^-?\d{1,9}$/
const span = /^\d{1,3}$/
const side = /^align-(?:left|center|right)$/
const image = /^(?:\/media\/[^\s"'<>\\]*|https:\/\/[^\s"'<>\\]+)$/
const notes: Record<string, Attributes> = {
  sup: { class: /^footnote-ref$/ },
  section: { class: /^footnotes$/, role: /^doc-endnotes$/, 'aria-label': /^Notes$/ },
}
const noteLink: Attributes = { class: /^footnote-backref$/, role: /^doc-(?:noteref|backlink)$/, 'aria-label': /^(?:Note \d+|Back to (?:note \d+|mention \d+ of note \d+) in the text)$/ }

const none: Attributes = {}
const plain = (names: string) => Object.fromEntries(names.split(' ').map((name) => [name, none]))

const comment: Record<string, Attributes> = {
  ...plain('p div br hr h4 h5 blockquote ul em i strong b del s ins sub kbd q cite'),
  ...notes,
  pre: { tabindex: /^0$/ }, code: { class: /^language-[\w+#.-]{1,30}$/ }, ol: { start: number }, li: { id: id.comment, value: number },
  a: { href: link.comment, id: id.comment, rel: /^nofollow ugc noopener noreferrer$/, ...noteLink },
}

const essayAnywhere: Attributes = { id: id.essay, lang: /^/, dir: /^(?:ltr|rtl|auto)$/ }
const cell: Attributes = { colspan: span, rowspan: span, class: side }

const essay: Record<string, Attributes> = {
  ...plain('p br hr h2 h3 h4 h5 blockquote ul li em i strong b del s ins sub kbd q cite figure figcaption summary dl dt dd caption thead tbody tfoot tr u mark samp var wbr ruby rt rp bdi'),
  ...notes,
  pre: { tabindex: /^0$/ }, code: { class: /^language-[\w+#.-]{1,30}$/ }, ol: { start: number, reversed: /^$/, type: /^[1aAiI]$/ }, li: { value: number },
  a: { href: link.essay, rel: /^noopener$/, title: /^/, hreflang: /^/, ...noteLink },
  div: { class: /^paragraph$/ }, small: { class: /^credit$/ }, abbr: { title: /^/ }, dfn: { title: /^/ }, time: { datetime: /^/ }, table: { tabindex: /^0$/ },
  th: { ...cell, scope: /^(?:row|col|rowgroup|colgroup)$/ }, td: cell, details: { 'data-spoiler': /^(?:block|inline)$/ },
  img: { src: image, alt: /^/, title: /^/, width: /^\d{1,5}$/, height: /^\d{1,5}$/, loading: /^lazy$/, decoding: /^async$/, sizes: /^(?:auto, )?\(min-width: 44rem\) 41rem, 94vw$/, srcset: /^(?:\/media\/[\w.-]+(?:\?pass=[\w.-]+)? \d+w(?:, )?)+$/ },
}

const allowed: Record<Kind, Record<string, Attributes>> = { comment, essay: Object.fromEntries(Object.entries(essay).map(([name, own]) => [name, { ...essayAnywhere, ...own }])) }

/**
 * What of these elements has no business in such a text, in words. A class without a name says nothing.
 * @param more what else elements may have where the text is shown, or elements that stand there beside it
 */
export function breachesOf(elements: Elements, kind: Kind, more: Record<string, Attributes> = {}): string[] {
  return elements.flatMap(({ name, attributes }) => {
    if (!more[name] && !allowed[kind][name]) return [`<${name}>`]
    const known: Attributes = { ...allowed[kind][name], ...more[name] }
    const wrong = Object.entries(attributes).filter(([attribute, value]) => value !== '' || attribute !== 'class').filter(([attribute, value]) => !known[attribute]?.test(value)).map(([attribute, value]) => `<${name} ${attribute}="${value}">`)
    return [...wrong, ...linkBreaches(name, attributes, kind)]
  })
}

/** A link of a comment says to search engines what it is, and no address runs, however it is spelt. */
function linkBreaches(name: string, { href, src, rel }: Record<string, string>, kind: Kind): string[] {
  const runs = [href, src].filter((address) => address !== undefined && !/^(?:https?|mailto):$/.test(schemeOf(address)))
  const unmarked = kind === 'comment' && name === 'a' && href !== undefined && !href.startsWith('#') && rel === undefined
  return [...runs.map((address) => `<${name}> to ${address}`), ...(unmarked ? [`<a> to ${href} without rel`] : [])]
}

function schemeOf(address: string): string {
  return URL.canParse(address, 'https://here.invalid') ? new URL(address, 'https://here.invalid').protocol : 'none'
}

/** The elements of some HTML, and what stands in it that is none: a comment, a declaration, an instruction. */
export function elementsOf(html: string): Elements {
  const elements: Elements = []
  const odd = (name: string) => () => void elements.push({ name, attributes: {} })
  const parser = new Parser({
    onopentag: (name, attributes) => void elements.push({ name, attributes: { ...attributes } }),
    oncomment: odd('!--'), oncdatastart: odd('![CDATA['), onprocessinginstruction: odd('!'),
  }, { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true })
  parser.end(html)
  return elements
}
