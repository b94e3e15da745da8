import { fromHtml } from 'hast-util-from-html'

type Element = { type: string; tagName?: string; properties?: Record<string, unknown>; children?: Element[]; value?: string }

/** Every element of a page that has a name and passes a test. */
export function findAll(html: string, tagName: string, passes: (element: Element) => boolean = () => true): Element[] {
  return findWithin(readHtml(html), tagName, passes)
}

/** A page to look for several things in: reading it is what takes time. */
export function readHtml(html: string): Element {
  return fromHtml(html) as Element
}

/** The same as {@link findAll} in a page that has been read. */
export function findWithin(page: Element, tagName: string, passes: (element: Element) => boolean = () => true): Element[] {
  const found: Element[] = []
  const look = (element: Element) => {
    if (element.tagName === tagName && passes(element)) found.push(element)
    element.children?.forEach(look)
  }
  look(page)
  return found
}

const attribute = /([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const letters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" }

/**
 * What stands in the tags of some kinds, in the order of the page. Whoever reads a thousand pages for their links needs no tree of each,
 * which takes ten times as long.
 */
export function tagsIn(html: string, ...names: string[]): Record<string, string>[] {
  const tags = html.matchAll(new RegExp(`<(?:${names.join('|')})(\\s(?:[^"'>]|"[^"]*"|'[^']*')*)>`, 'g'))
  return [...tags].map(([, inside = '']) => Object.fromEntries([...inside.matchAll(attribute)].map(([, name = '', double, single]) => [name, plainOf(double ?? single ?? '')])))
}

function plainOf(value: string): string {
  return value.replaceAll(/&(\w+|#\w+);/g, (whole, name: string) => letters[name] ?? whole)
}

/** All text in an element. */
export function textOf(element: Element): string {
  return element.value ?? element.children?.map(textOf).join('') ?? ''
}

/**
 * What a browser without JavaScript sends for the form of a page that has a field of this name; of several, for one in which all can be filled in:
 * nobody types into what is hidden, so that holds the same already.
 */
export function fillForm(html: string, field: string, values: Record<string, string>): FormData {
  const fieldsOf = (form: Element) => ['input', 'textarea', 'select'].flatMap((tag) => within(form, tag))
  const has = (form: Element, name: string) => fieldsOf(form).some((input) => input.properties?.name === name)
  const forms = findAll(html, 'form').filter((each) => has(each, field))
  const takes = (each: Element) => Object.entries(values).every(([name, value]) => fieldsOf(each).some((input) => input.properties?.name === name && (!isHidden(input) || input.properties.value === value)))
  const form = forms.find(takes) ?? forms.find((each) => Object.keys(values).every((name) => has(each, name))) ?? forms[0]
  if (!form) throw new Error(`The page has no form with a field ${field}`)
  const data = new FormData()
  for (const input of fieldsOf(form)) {
    const name = String(input.properties?.name ?? '')
    if (name && !(name in values) && isSent(input)) data.append(name, input.tagName === 'textarea' ? textOf(input) : String(input.properties?.value ?? ''))
  }
  for (const [name, value] of Object.entries(values)) data.append(name, value)
  return data
}

function isHidden(input: Element): input is Element & { properties: Record<string, unknown> } {
  return input.properties?.type === 'hidden'
}

/** A browser sends no box that is not ticked. */
function isSent({ properties }: Element): boolean {
  return !['checkbox', 'radio'].includes(String(properties?.type ?? '')) || properties?.checked === true
}

function within(element: Element, tagName: string): Element[] {
  const here = element.tagName === tagName ? [element] : []
  return [...here, ...(element.children ?? []).flatMap((child) => within(child, tagName))]
}
