/** The address of a work's page. Slugs may hold letters of any script. */
export function workPath(slug: string): string {
  return `/works/${encodeURIComponent(slug)}`
}
