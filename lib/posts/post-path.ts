/** The address of a post within the site. Slugs may hold letters of any script. */
export function postPath(slug: string): string {
  return `/posts/${encodeURIComponent(slug)}`
}
