import { insideSite } from '#lib/http/inside-site.ts'

/**
 * Where to go after signing in: a page of this site, whatever was asked for. Other sites, and the doors themselves, become the
 * front page.
 */
export function returnTarget(wanted: string | null | undefined): string {
  const path = insideSite(wanted?.slice(0, 2000))
  return /^\/(sign-in|sign-up|sign-out|api)([/?#]|$)/.test(path) ? '/' : path
}
