/** The address of a series within the site. Slugs may hold letters of any script. */
export function seriesPath(slug: string): string {
  return `/series/${encodeURIComponent(slug)}`
}
