import type { IncomingMessage, ServerResponse } from 'node:http'
import { privateAreas } from '../content-security-policy.ts'
import { refusals, refuseRequest } from '../refuse-request.ts'
import type { RequestContext } from '../request-context.ts'
import { saysSignedIn } from '../session-cookie.ts'
import { gatherAnswer } from './gather-answer.ts'
import type { WholeAnswer } from './gather-answer.ts'
import { makeDocument } from './make-document.ts'
import type { OwnFiles } from './own-files.ts'
import { acceptedCoding, isPackable, packAs } from './pack-body.ts'

/**
 * Whether somebody without a session asks here for something to read, or sends a form from there by hand. Not the framework for its
 * own half of a page, and not in the areas for people with an account, whose forms it runs.
 * @param origin the public one of this site
 */
export function isForReader({ url = '', headers }: IncomingMessage, origin: string): boolean {
  if (saysSignedIn(headers.cookie, origin) || headers.rsc !== undefined || headers['next-action'] !== undefined) return false
  const path = url.split('?', 1)[0] ?? ''
  return !privateAreas.test(path) && !/^\/(_next|api)\//.test(path)
}

type Reading = { request: IncomingMessage; response: ServerResponse; context: RequestContext; own: OwnFiles }

/**
 * Answers a reader with a whole: it is made, then turned into a document if it is a page, then packed and sent. What is the same for
 * everybody can be kept between the making and the sending.
 * @param render lets the framework answer
 */
export async function answerReader({ request, response, context, own }: Reading, render: (response: ServerResponse) => Promise<unknown>): Promise<void> {
  const accepted = request.headers['accept-encoding']
  // Packed here, once, when it is as it will be sent.
  delete request.headers['accept-encoding']
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const made = await gatherAnswer(request, gone.signal, render)
  if (gone.signal.aborted) return
  if (!made) return refuseRequest(request, response, context, refusals.broken)
  const answer = asDocument(made, own)
  context.document = answer !== made
  await send(request, response, answer, accepted)
}

/** What the framework has rendered as a page, found or not found, becomes a document; anything else stays as it is. */
function asDocument(made: WholeAnswer, own: OwnFiles): WholeAnswer {
  const { status, headers, body } = made
  if ((status !== 200 && status !== 404) || !String(headers['content-type']).startsWith('text/html')) return made
  const html = body.length > 0 ? makeDocument(body.toString(), own) : ''
  if (html === null) return made
  const { etag: _, link, 'content-length': __, ...rest } = headers
  return { status, headers: { ...rest, ...linkOf(link), 'speculation-rules': `"${own.rules}"` }, body: Buffer.from(html) }
}

/** The framework tells browsers early which fonts and styles they will need, and names the nonce of one answer. */
function linkOf(link: WholeAnswer['headers'][string]) {
  if (link === undefined) return {}
  return { link: [link].flat().join(', ').replace(/;\s*nonce="[^"]*"/g, '') }
}

async function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: WholeAnswer, accepted: string | string[] | undefined) {
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value)
  const type = String(headers['content-type'] ?? '')
  if (!isPackable(type, body) || headers['content-encoding'] !== undefined) return finish(request, response, status, body)
  const coding = acceptedCoding(accepted)
  response.setHeader('Vary', varyByCoding(headers.vary))
  if (!coding) return finish(request, response, status, body)
  const packed = await packAs(coding, body, 'quick')
  response.setHeader('Content-Encoding', coding)
  finish(request, response, status, packed)
}

function varyByCoding(vary: WholeAnswer['headers'][string]): string {
  const names = [vary ?? []].flat().join(', ')
  if (/\baccept-encoding\b/i.test(names)) return names
  return names === '' ? 'Accept-Encoding' : `${names}, Accept-Encoding`
}

function finish({ method }: IncomingMessage, response: ServerResponse, status: number, body: Buffer) {
  const isBodyless = method === 'HEAD' || status === 204 || status === 304
  response.removeHeader('Transfer-Encoding')
  if (!isBodyless) response.setHeader('Content-Length', body.length)
  response.writeHead(status)
  response.end(isBodyless ? undefined : body)
}
