import { plainPage, escapeHtml } from '#lib/http/plain-page.ts'
import { requestContext } from '#lib/http/request-context.ts'
import { statusOf } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/** The page that leads to what was refused: where one goes back to, and comes back to after signing in. */
export type Origin = { path: string; name: string }

/** Whether somebody follows a link with a browser, who wants to read in words what became of it. Programs that take anything get a problem. */
export function asksForPage({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean {
  return method === 'GET' && headers.get('authorization') === null && (headers.get('accept') ?? '').split(',').some(isPage)
}

function isPage(range: string): boolean {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
  return (type === 'text/html' || type === 'application/xhtml+xml') && !parameters.some((each) => /^q=0(\.0*)?$/.test(each))
}

/** A refusal as a page. For what is not there, and what is not for an account, the server puts the site's own pages in its place. */
export function refusedPage(refusal: Refusal, from: Origin): Response {
  const { retryAfterSeconds } = refusal
  const status = statusOf(refusal)
  const headers = { 'Content-Type': 'text/html; charset=utf-8', ...(retryAfterSeconds !== undefined && { 'Retry-After': String(Math.ceil(retryAfterSeconds)) }) }
  const context = requestContext()
  const html = plainPage({ title: titleOf(refusal), says: [wordsOf(refusal)], nonce: context?.nonce ?? '', below: wayOn(refusal, from) })
  return new Response(html, { status, headers })
}

function titleOf({ code }: Refusal): string {
  if (code === 'signed-out') return 'Please sign in first'
  return code === 'too-many' ? 'A little later, please' : 'This cannot be given out'
}

function wordsOf({ code, message }: Refusal): string {
  return code === 'signed-out' ? 'This file is given to people who are signed in. Once you are, you can take it along.' : message
}

function wayOn({ code }: Refusal, { path, name }: Origin): string {
  const href = code === 'signed-out' ? `/sign-in?then=${encodeURIComponent(path)}` : path
  return `<p><a href="${escapeHtml(href)}">${escapeHtml(code === 'signed-out' ? 'Sign in' : name)}</a></p>`
}
