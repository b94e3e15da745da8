import { escapeHtml, plainPage } from './plain-page.ts'
import type { RequestContext } from './request-context.ts'

/** Where a page that asks for a role sends people who are not signed in. */
const signIn = '/sign-in?'

/**
 * Whether this answer would send a form on to the sign-in page. A browser sends the whole form there, which nothing there can
 * take, and what was written would be lost.
 */
export function leadsToSignIn(status: number, location: string): boolean {
  return status === 307 && location.startsWith(signIn)
}

/** What somebody reads who wrote for a page that was taken away, closed to them, or made anew with other forms before they sent it. @param form with what they wrote */
export function goneFormPage({ nonce, id: requestId, path }: RequestContext, form: string): string {
  const says = form.includes('<textarea')
    ? ['The page that this was written on has changed since, or is not here any more, so it was not taken. Your text is still here: please keep it somewhere, open the page anew, and send it from there.']
    : ['The page that this was sent from has changed since, or is not here any more, so nothing was done. Please open the page anew, and try once more.']
  return plainPage({ title: 'This page has changed', says, nonce, requestId, below: `<p><a href="${escapeHtml(path)}">Open the page anew</a></p>\n${form}` })
}

/**
 * What somebody reads who sent a form after their session had ended.
 * @param location the sign-in page, with the way back
 * @param form what was sent, as a form that sends it again; empty when it cannot be kept
 */
export function signedOutPage({ nonce, id: requestId }: RequestContext, location: string, form: string): string {
  const says = form
    ? ['This was not taken yet. What you wrote is still here: please sign in in another tab, come back to this one, and send it again.']
    : ['This was not taken. Please sign in, and send it again.']
  const below = `<p><a href="${escapeHtml(location)}"${form && ' target="_blank"'}>Sign in</a></p>\n${form}`
  return plainPage({ title: 'You are signed out', says, nonce, requestId, below })
}
