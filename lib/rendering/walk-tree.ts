import type { Element, ElementContent, Root } from 'hast'

export type Parent = Root | Element

/** Calls `visit` for every element, parents first. What `visit` returns, if anything, takes the element's place and is visited next. */
export function eachElement(parent: Parent, visit: (element: Element, parent: Parent) => ElementContent[] | void): void {
  for (let at = 0; at < parent.children.length; at++) {
    const child = parent.children[at]
    if (child?.type !== 'element') continue
    const replacement = visit(child, parent)
    if (!replacement) {
      eachElement(child, visit)
      continue
    }
    parent.children.splice(at, 1, ...replacement)
    at--
  }
}

export function hasClass(element: Element, name: string): boolean {
  const classes = element.properties.className
  return Array.isArray(classes) && classes.includes(name)
}

/** The value of an attribute as text, or undefined where there is none. */
export function attribute(element: Element, name: string): string | undefined {
  const value = element.properties[name]
  return value === undefined || value === null || typeof value === 'boolean' ? undefined : String(value)
}
