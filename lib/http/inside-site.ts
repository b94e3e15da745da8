/**
 * An address of this site to go on to, as path, query and fragment; the fallback when the wish leads elsewhere.
 * Browsers read `//host`, `/\host` and addresses with tabs or line breaks in them as other sites.
 */
export function insideSite(wish: string | null | undefined, fallback = '/'): string {
  if (!wish?.startsWith('/') || /[\\\p{Cc}]/u.test(wish)) return fallback
  const here = 'http://afterword.invalid'
  const url = URL.canParse(wish, here) ? new URL(wish, here) : null
  if (url?.origin !== here || url.pathname.startsWith('//')) return fallback
  return `${url.pathname}${url.search}${url.hash}`
}
