/** What a document says of its own accord: the address of the module that runs in it, and of what folds texts with notes. */
type Own = { module: string; fold: string }

/**
 * A page of the framework as a document: all that there is to be read, and none of the framework. Its scripts and its copy of the page
 * for its own use are left out, with what it wrote to find its way in the markup; data for machines (JSON-LD) stays. In their place
 * stands one module.
 * @param html a whole page, as a serialiser has written it
 * @returns null for a page that is not complete without scripts, or has a style that stands in it (those that the server writes
 *   itself): it has to stay as it is
 */
export function makeDocument(html: string, own: Own): string | null {
  const pieces: string[] = []
  let from = 0
  let hasHead = false
  let ofPage = ''
  const change = ({ at, end }: { at: number; end: number }, instead: string) => {
    pieces.push(html.slice(from, at), instead)
    from = end
  }
  for (const part of partsOf(html)) {
    if (part.kind === 'late' || (part.kind === 'element' && isInlineStyle(part))) return null
    if (part.kind === 'comment' || (part.kind === 'element' && isOfFramework(part))) change(part, '')
    else if (part.kind === 'element' && !hasHead && isOfPage(part)) {
      ofPage += html.slice(part.at, part.end)
      change(part, '')
    }
    else if (part.kind === 'element' && isNonced(part)) change({ at: part.at, end: part.inside }, `<${part.name}${withoutNonce(part.attributes)}>`)
    else if (part.kind === 'end of head' && !hasHead) {
      change({ at: part.at, end: part.at }, ofPage + scriptsOf([html], own))
      hasHead = true
    }
  }
  pieces.push(html.slice(from))
  return hasHead ? pieces.join('') : null
}

/** What stands at the end of the head of a document: its module, and before it what folds texts with notes where it has any. @param pieces all that there is of it */
export function scriptsOf(pieces: readonly string[], { module, fold }: Own): string {
  const early = pieces.some((html) => html.includes(' data-topics="')) ? `<script src="${fold}"></script>` : ''
  return `${early}<script type="module" src="${module}"></script>`
}

type Element = {
  kind: 'element'
  name: string
  attributes: string
  /** Where its tag begins, where that ends, and where all ends that is to be judged with it. */
  at: number
  inside: number
  end: number
}

type Part = Element | { kind: 'comment' | 'late' | 'end of head'; at: number; end: number }

/**
 * A comment, or a tag with its attributes, whose values may hold `>` in quotes. Text stands between them: a serialiser writes its `<`
 * as a reference.
 */
const token = /<!--[^]*?-->|<(\/?)([a-zA-Z][^\s/>]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/g

/** What stands in these is no HTML, whatever it looks like. */
const opaque = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes', 'plaintext'])

/** React writes these where a part of the page was not ready, and a script at the end of the page would have to put it in. */
const comesLate = /^<!--\$[?~!]/

function* partsOf(html: string): Generator<Part> {
  const tokens = new RegExp(token)
  for (let found = tokens.exec(html); found; found = tokens.exec(html)) {
    const [whole, closing, name, attributes = ''] = found
    const [at, inside] = [found.index, tokens.lastIndex]
    if (name === undefined) yield { kind: comesLate.test(whole) ? 'late' : 'comment', at, end: inside }
    else if (closing) {
      if (name.toLowerCase() === 'head') yield { kind: 'end of head', at, end: inside }
    } else {
      const end = opaque.has(name.toLowerCase()) ? endOf(html, name, inside) : inside
      yield { kind: 'element', name, attributes, at, inside, end }
      tokens.lastIndex = end
    }
  }
}

/** Behind the end tag of an element that holds no HTML. */
function endOf(html: string, name: string, from: number): number {
  const ending = new RegExp(`</${name}[\\s/>]`, 'gi')
  ending.lastIndex = from
  const found = ending.exec(html)
  const end = found ? html.indexOf('>', found.index) : -1
  return end === -1 ? html.length : end + 1
}

/** Scripts that run, whether their text stands here or elsewhere, and what fetches such scripts early. */
function isOfFramework({ name, attributes }: Element): boolean {
  if (/^script$/i.test(name)) return valueOf(attributes, 'type') !== 'application/ld+json'
  return /^link$/i.test(name) && (valueOf(attributes, 'rel') === 'modulepreload' || valueOf(attributes, 'as') === 'script')
}

/** What a page itself puts into its head stands there before or after all else, as it happens; it comes last, so that the same page is the same text. */
function isOfPage({ name, attributes }: Element): boolean {
  return /^link$/i.test(name) && valueOf(attributes, 'rel') === 'search'
}

/** It needs the nonce of its answer. */
function isInlineStyle({ name }: Element): boolean {
  return /^style$/i.test(name)
}

const attribute = /([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g

function valueOf(attributes: string, name: string): string | null {
  for (const [, found = '', double, single, bare] of attributes.matchAll(attribute)) {
    if (found.toLowerCase() === name) return (double ?? single ?? bare ?? '').toLowerCase()
  }
  return null
}

/** A nonce is of one answer; a document is the same for everybody, and nothing in it needs one. */
function isNonced({ attributes }: Element): boolean {
  return attributes.includes('nonce') && valueOf(attributes, 'nonce') !== null
}

function withoutNonce(attributes: string): string {
  return attributes.replace(attribute, (whole, name: string) => (name.toLowerCase() === 'nonce' ? '' : whole)).replace(/\s+(?=[\s/]|$)/g, '')
}
