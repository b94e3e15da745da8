import type { IncomingMessage, ServerResponse } from 'node:http'
import { plainPage } from './plain-page.ts'
import { problem, problemType } from './problem.ts'
import type { RequestContext } from './request-context.ts'
import { asksForJson, isUpload, uploadLimit } from './uploads.ts'

/** A no that the server itself says, before any page or route is asked. */
export type RequestRefusal = {
  status: number
  title: string
  says: string
  /** The same for somebody whose form is still before them, because a script sent it. */
  besideForm?: string
  headers?: Record<string, string>
}

/** Said before a body is read, which ends the connection, and after it. */
const crowded = {
  status: 503,
  title: 'A moment, please',
  says: 'A lot is being sent just now. Nothing was changed; go back, and your text will still be in the form. Please send it again in a few seconds.',
  besideForm: 'A lot is being sent just now, so this was not taken. Your text is still here; please send it again in a few seconds.',
  headers: { 'Retry-After': '5' },
}

export const refusals = {
  badRequest: { status: 400, title: 'This address cannot be read', says: 'Something in the request is malformed, so we could not tell what was wanted.' },
  elsewhere: {
    status: 403,
    title: 'This came from somewhere else',
    says: 'For your safety we only take what is sent from a page of this site. Please open the page here and send it again.',
  },
  method: {
    status: 405,
    title: 'This cannot be done here',
    says: 'The request uses a method that no page of this site understands.',
    headers: { Allow: 'GET, HEAD, POST' },
  },
  missingFile: { status: 404, title: 'There is nothing at this address', says: 'It may have belonged to an older version of this site. Please open the page anew.' },
  tooLarge: {
    status: 413,
    title: 'This is more than we can take',
    says: 'What you sent is larger than 256 kB, so we stopped reading. Go back and your text will still be in the form; please send it in smaller parts.',
    besideForm: 'What you wrote is larger than 256 kB, so we stopped reading. It is still here; please send it in smaller parts.',
  },
  tooLargeForDesk: {
    status: 413,
    title: 'This is more than we can take',
    says: 'What you sent is larger than 960 kB, so we stopped reading. Nothing was changed. Go back and what you wrote will still be in the form: a long list of words can stand in two rules, and of texts fewer can be chosen at once.',
    besideForm: 'What you sent is larger than 960 kB, so we stopped reading. Nothing was changed, and what you wrote is still here: a long list of words can stand in two rules, and of texts fewer can be chosen at once.',
  },
  tooLargeForWriting: {
    status: 413,
    title: 'This is more than we can take',
    says: 'What you sent is larger than 2.5 MB, so we stopped reading. Go back and your text will still be in the form; an essay can have 300,000 characters, and a longer one can stand in several parts.',
    besideForm: 'What you sent is larger than 2.5 MB, so we stopped reading. Your text is still here; an essay can have 300,000 characters, and a longer one can stand in several parts.',
  },
  tooLargeForUploads: {
    status: 413,
    title: 'This is more than we can take',
    says: 'This image is larger than 16 MB, so we stopped reading. Please make it smaller and send it again.',
  },
  unknownSender: { status: 401, title: 'Please sign in first', says: 'You are not signed in any more, so this image was not taken. Please sign in in another tab and send it again.' },
  manyUploads: { status: 503, title: 'A moment, please', says: 'Several images are arriving just now. Please send this one again in a few seconds.', headers: { 'Retry-After': '3' } },
  manyBodies: crowded,
  manySenders: { ...crowded },
  manyReaders: { status: 503, title: 'Many are reading just now', says: 'More pages are wanted at once than we can make. Nothing is lost; please try again in a few seconds.', headers: { 'Retry-After': '5' } },
  away: { status: 503, title: 'Back in a moment', says: 'The database cannot be reached just now. Nothing was changed.' },
  broken: {
    status: 500,
    title: 'Something went wrong on our side',
    says: 'This request could not be answered, and we have made a note of what happened.',
  },
  expectation: { status: 417, title: 'This cannot be promised', says: 'The request expects something that this server does not do.' },
} as const satisfies Record<string, RequestRefusal>

/** Answers with a refusal in the form that the asker reads: a problem for programs, a page for people. */
export function refuseRequest(request: IncomingMessage, response: ServerResponse, context: RequestContext, refusal: RequestRefusal) {
  const [type, body] = wordsOf(request, context, refusal)
  response.statusCode = refusal.status
  for (const [name, value] of Object.entries(refusal.headers ?? {})) response.setHeader(name, value)
  response.setHeader('Content-Type', type)
  response.setHeader('Content-Length', Buffer.byteLength(body))
  if (request.method === 'HEAD') return void response.end()
  const stillSent = refusal.status === 413 || refusal === refusals.manyBodies || isUpload(request)
  if (request.readableEnded || !stillSent) return void response.end(body)
  // The connection ends with it, and whoever would ask again over it has to know.
  response.setHeader('Connection', 'close')
  response.write(body)
  finishGently(request, response)
}

/** What somebody reads whose form was sent from another address of this site, which no sign-in of theirs goes with. @param form sends the same again, from here */
export function misdirectedPage({ nonce, id: requestId }: RequestContext, form: string): string {
  const { title, says } = refusals.elsewhere
  const kept = 'The page that this was written on stands at another address of this site, so it was not taken. Your text is still here; please send it again.'
  return plainPage({ title, says: [form ? kept : says], nonce, requestId, below: form })
}

function wordsOf({ url, headers }: IncomingMessage, { id, nonce }: RequestContext, { status, title, says, besideForm = says }: RequestRefusal) {
  if (url?.startsWith('/api/') || asksForJson(headers.accept)) return [`${problemType}; charset=utf-8`, JSON.stringify(problem(status, says, { request: id }))] as const
  // The framework's script raises what is exactly of this type as an error, whose message components/ui/unanswered.ts takes apart.
  if (headers['next-action']) return ['text/plain', JSON.stringify({ says: besideForm })] as const
  return ['text/html; charset=utf-8', plainPage({ title, says: [says], nonce, requestId: id })] as const
}

/**
 * A sender who is cut off in the middle of sending may never see the answer. So a little more is taken and thrown away, then
 * nothing, and only after a while, in milliseconds, is the connection ended.
 */
const gentle = { bytes: 1024 * 1024, time: 2_000 }

/** An image is sent by a script that has to tell its author why it was not taken: most of them are let through, and nothing of it kept. */
const gentleWithUploads = { bytes: uploadLimit, time: 20_000 }

function finishGently(request: IncomingMessage, response: ServerResponse) {
  const { bytes, time } = isUpload(request) ? gentleWithUploads : gentle
  let rest = bytes
  const end = () => {
    clearTimeout(timer)
    response.end(() => request.destroy())
  }
  const timer = setTimeout(end, time)
  request.on('data', (chunk: Buffer) => {
    rest -= chunk.length
    if (rest < 0) request.pause()
  })
  request.once('end', end)
  request.once('close', () => clearTimeout(timer))
  request.resume()
}
