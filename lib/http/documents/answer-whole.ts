import type { IncomingMessage, ServerResponse } from 'node:http'
import { refusals, refuseRequest } from '../refuse-request.ts'
import type { RequestContext } from '../request-context.ts'
import { gatherAnswer } from './gather-answer.ts'
import type { WholeAnswer } from './gather-answer.ts'
import { acceptedCoding, isPackable, packAs } from './pack-body.ts'

type Asked = { request: IncomingMessage; response: ServerResponse; context: RequestContext }

/**
 * Answers with a whole: it is made, then changed, then packed and sent. What is the same for everybody can be kept between the
 * changing and the sending.
 * @param render lets the framework answer
 * @param change what is to be sent instead of what it made
 */
export async function answerWhole(
  { request, response, context }: Asked,
  render: (response: ServerResponse) => Promise<unknown>,
  change: (made: WholeAnswer) => WholeAnswer | Promise<WholeAnswer>,
): Promise<void> {
  const accepted = request.headers['accept-encoding']
  // Packed here, once, when it is as it will be sent.
  delete request.headers['accept-encoding']
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  const made = await gatherAnswer(request, gone.signal, render)
  if (gone.signal.aborted) return
  if (!made) return refuseRequest(request, response, context, refusals.broken)
  await send(request, response, await change(made), accepted)
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

/** What an answer varies by once it is packed in one of several ways. */
export function varyByCoding(vary: WholeAnswer['headers'][string]): string {
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
