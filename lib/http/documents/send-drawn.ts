import type { IncomingMessage, ServerResponse } from 'node:http'
import { logFailure, mayPass } from '../log-failure.ts'
import { answerFailure } from '../mend-answer.ts'
import { readerOf } from '../pages/page-address.ts'
import type { RequestContext } from '../request-context.ts'
import type { DrawnPage, DrawPage } from './drawing.ts'
import { scriptsOf } from './make-document.ts'
import type { OwnFiles } from './own-files.ts'

type Asked = { request: IncomingMessage; response: ServerResponse; context: RequestContext }

/** The half of a page that the framework asks for itself stands at the same address, and every proxy between us has to know. */
const varies = 'rsc, next-router-state-tree, next-router-prefetch, next-router-segment-prefetch'

/**
 * Answers with a page that is drawn without the framework: a document, for somebody of whom nothing is known but their colours.
 * @returns false where the framework has to answer: it is none of these pages, there is none, or drawing it failed
 */
export async function sendDrawn({ request, response, context }: Asked, draw: DrawPage, own: OwnFiles): Promise<boolean> {
  const theme = readerOf(request)
  const page = theme && (await drawOrNot(draw, { url: request.url ?? '', theme }))
  if (page === 'away') return sayAway({ request, response, context })
  if (!page) return false
  context.document = true
  response.setHeader('Vary', varies)
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('Link', page.link)
  response.setHeader('Speculation-Rules', `"${own.rules}"`)
  if (request.method === 'HEAD') response.end()
  else response.end(encode(withModule(page, own)))
  return true
}

/** A page that cannot be drawn can still be made, or the framework finds the words for what is wrong; but it has no other database to ask. */
async function drawOrNot(draw: DrawPage, asked: Parameters<DrawPage>[0]): Promise<DrawnPage | 'away' | null> {
  try {
    return await draw(asked)
  } catch (error) {
    logFailure('drawing', error)
    return mayPass(error) ? 'away' : null
  }
}

function sayAway({ request, response, context }: Asked): true {
  context.away = true
  answerFailure(request, response, context)
  return true
}

/** What texts become bytes in, before anybody knows how many those will be. */
const usualRoom = Buffer.allocUnsafe(1_000_000)

/** Each piece by itself: putting them together first would be one more copy of a long text. */
function encode(pieces: readonly string[]): Buffer {
  const most = pieces.reduce((sum, { length }) => sum + length, 0) * 3
  const room = most > usualRoom.length ? Buffer.allocUnsafe(most) : usualRoom
  const length = pieces.reduce((at, piece) => at + room.write(piece, at), 0)
  return Buffer.from(room.subarray(0, length))
}

function withModule({ pieces: [first = '', ...others] }: DrawnPage, own: OwnFiles): string[] {
  const at = first.indexOf('</head>')
  return [first.slice(0, at), scriptsOf([first, ...others], own), first.slice(at), ...others]
}
