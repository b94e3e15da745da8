/** The address of a post within the site. Slugs may hold letters of any script. */
export function postPath(slug: string): string {
  return `/posts/${encodeURIComponent(slug)}`
}

/** The page of a post that is read by whoever knows its password. */
export function protectedPath(slug: string): string {
  return `/protected/${encodeURIComponent(slug)}`
}
