/** The query of a page as Next gives it. */
export type SearchParams = Record<string, string | string[] | undefined>

/** A parameter that makes sense once; said twice it counts as not said. */
export function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** A page's number, from 1; undefined when it is not one. */
export function pageNumber(value: string | string[] | undefined): number | undefined {
  return typeof value === 'string' && /^[1-9]\d{0,6}$/.test(value) ? Number(value) : undefined
}

/** One part of the path, which Next hands over as the browser sent it. What cannot be decoded names nothing here. */
export function pathPart(value: string): string {
  try {
    return decodeURIComponent(value).normalize('NFC')
  } catch {
    return value
  }
}

/** An address with the query that a page was asked with. */
export function withQuery(path: string, query: SearchParams): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => [value ?? []].flat().map((each) => [name, each]))
  return pairs.length > 0 ? `${path}?${new URLSearchParams(pairs)}` : path
}
