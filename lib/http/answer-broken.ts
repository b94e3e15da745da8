import type { Duplex } from 'node:stream'
import { env } from '#lib/env.ts'
import { logBroken } from './log-request.ts'
import { newRequestId } from './request-id.ts'
import { steadyHeaders } from './steady-headers.ts'

/** Status and what a person reads who sees it in a browser: nearly always somebody with a very long search. */
const answers: Record<string, [status: string, says: string]> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'What was asked for is too long to be read. If it was a search, please go back and look for fewer words.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['413 Content Too Large', 'What was sent is too long to be read.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'What was sent did not arrive in time. Please go back and try again.'],
}

/** In milliseconds: time enough to read a sentence from the wire. */
const farewell = 2_000

const unreadable: [string, string] = ['400 Bad Request', 'This site could not read what was sent.']

/** Answers what is not HTTP, far too long to be, or never ends: there is no request yet, so it is written by hand. */
export function answerBroken(error: NodeJS.ErrnoException, socket: Duplex) {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
  const [status, says] = answers[error.code ?? ''] ?? unreadable
  const id = newRequestId()
  const body = `${says}\nThis request was number ${id}.\n`
  const head = [
    `HTTP/1.1 ${status}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: private, no-store',
    `X-Request-Id: ${id}`,
    `Content-Security-Policy: default-src 'none'; form-action 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'`,
    'Referrer-Policy: strict-origin-when-cross-origin',
    ...Object.entries(steadyHeaders(env().AFTERWORD_ORIGIN)).map(([name, value]) => `${name}: ${value}`),
  ]
  const answer = `${head.join('\r\n')}\r\n\r\n${body}`
  socket.end(answer)
  logBroken(id, Number.parseInt(status, 10), Buffer.byteLength(answer))
  // Who goes on sending, or never hangs up, would keep the place that they took.
  setTimeout(() => socket.destroy(), farewell).unref()
}
