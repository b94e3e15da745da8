/** HTML that may be printed as it is. Only this file makes any, so whatever is one has been escaped or was rendered by us. */
class Markup {
  readonly html: string

  constructor(html: string) {
    this.html = html
  }
}

export type { Markup }

/** What stands in a template: text and numbers are escaped, what is not there prints nothing. */
type Printable = string | number | Markup | readonly Markup[] | null | undefined | false

/**
 * A piece of a page as a template: `` markup`<a href="${address}">${words}</a>` ``. The letters of the template are printed as they stand there, every value in
 * it is escaped for text and for attributes in double quotes, as React does it. An attribute without quotes is not safe in it.
 *
 * For what a page holds a hundred times. The framework renders each element twice and each attribute once more for the browser, which costs a hundred times what printing it does.
 */
export function markup(template: TemplateStringsArray, ...values: Printable[]): Markup {
  let html = template[0] ?? ''
  for (let place = 0; place < values.length; place++) html += print(values[place]) + (template[place + 1] ?? '')
  return new Markup(html)
}

function print(value: Printable): string {
  if (typeof value === 'string') return escapeText(value)
  if (typeof value === 'number') return String(value)
  if (!value) return ''
  if (value instanceof Markup) return value.html
  let all = ''
  for (const each of value) all += print(each)
  return all
}

const references: Record<string, string> = { '"': '&quot;', '&': '&amp;', "'": '&#x27;', '<': '&lt;', '>': '&gt;' }

function escapeText(text: string): string {
  return /["&'<>]/.test(text) ? text.replace(/["&'<>]/g, (letter) => references[letter] ?? '') : text
}

/** The attributes of an element, in their order and named as React names them; without those that are undefined or null. */
export function printAttributes(attributes: Record<string, string | number | null | undefined>): Markup {
  let html = ''
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined && value !== null) html += ` ${name === 'className' ? 'class' : name}="${escapeText(String(value))}"`
  return new Markup(html)
}

/** A text as our renderer made and sanitised it when it was written. Nothing else may come here. */
export function storedMarkup(html: string): Markup {
  return new Markup(html)
}

/** What elements hold while something is rendered in pieces, and the words that stand for it; null while nothing is. */
let aside: { held: (readonly Markup[])[]; key: string } | null = null

/** What an element holds, as its attribute in React. The browser’s own half of the framework never looks into it. */
export function holding(all: Markup | readonly Markup[]): { dangerouslySetInnerHTML: { __html: string } } {
  const held = all instanceof Markup ? [all] : all
  return { dangerouslySetInnerHTML: { __html: aside ? `<!--${aside.key} ${aside.held.push(held) - 1}-->` : print(held) } }
}

/**
 * What is rendered, in pieces that follow one another. What elements hold is left out of the rendering and put in its place afterwards: else a page is
 * thousands of short texts that are made one long one before it can be sent, which takes as long as to render it.
 * @param render in one go
 */
export function inPieces(render: () => string): string[] {
  const { held, key } = (aside = { held: [], key: crypto.randomUUID() })
  try {
    // What a text says cannot be mistaken for it: nobody knows the key, and a text has no `<`.
    return render().split(new RegExp(`<!--${key} (\\d+)-->`)).flatMap((piece, place) => (place % 2 === 0 ? piece : (held[Number(piece)] ?? []).map(({ html }) => html)))
  } finally {
    aside = null
  }
}
