import type { IncomingMessage } from 'node:http'
import type { RequestContext } from '../request-context.ts'
import { privateAreas } from '../content-security-policy.ts'
import { saysSignedIn } from '../session-cookie.ts'
import type { WholeAnswer } from './gather-answer.ts'
import { makeDocument } from './make-document.ts'
import type { OwnFiles } from './own-files.ts'

/**
 * Whether somebody without a session asks here for something to read, or sends a form from there by hand. Not the framework for its
 * own half of a page, and not in the areas for people with an account, whose forms it runs.
 * @param origin the public one of this site
 */
export function isForReader({ url = '', headers }: IncomingMessage, origin: string): boolean {
  if (saysSignedIn(headers.cookie, origin) || headers.rsc !== undefined || headers['next-action'] !== undefined) return false
  const path = url.split('?', 1)[0] ?? ''
  return !privateAreas.test(path) && !/^\/(_next|api|media)\//.test(path)
}

/** What the framework has rendered as a page, found or not found, becomes a document, which its context says; what was drawn is one. Anything else stays as it is. */
export function asDocument(made: WholeAnswer, own: OwnFiles, context: RequestContext): WholeAnswer {
  const { status, headers, body } = made
  if (context.document || (status !== 200 && status !== 404) || !String(headers['content-type']).startsWith('text/html')) return made
  const html = body.length > 0 ? makeDocument(body.toString(), own) : ''
  if (html === null) return made
  context.document = true
  const { etag: _, link, 'content-length': __, ...rest } = headers
  return { status, headers: { ...rest, ...linkOf(link), 'speculation-rules': `"${own.rules}"` }, body: Buffer.from(html) }
}

/**
 * The framework tells browsers early which fonts and styles they will need, and names the nonce of one answer. It also lets them connect once more, for fonts of
 * another place; ours come from here, and nothing would ever be asked there.
 */
function linkOf(link: WholeAnswer['headers'][string]) {
  const links = [link ?? []].flat().join(', ').replace(/;\s*nonce="[^"]*"/g, '').split(/,\s*(?=<)/).filter((each) => each !== '' && !/;\s*rel="?preconnect/.test(each))
  return links.length > 0 ? { link: links.join(', ') } : {}
}
