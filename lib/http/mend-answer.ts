import type { IncomingMessage, ServerResponse } from 'node:http'
import { notificationsConnected } from '#lib/notifications.ts'
import { goneFormPage, leadsToSignIn, signedOutPage } from './answer-signed-out.ts'
import { plainPage } from './plain-page.ts'
import type { RequestContext } from './request-context.ts'

/** Seconds after which it is worth trying again when the database is away. */
export const retryAfter = 5

/**
 * Puts something readable in the place of pages that the framework leaves empty until its scripts have run: those of a render
 * that failed, and those of `notFound()` and `forbidden()`. A failure gets a page of our own; the others are rendered
 * once more as the page in `app/not-here`, which the framework does render whole. A form whose sender is signed out by now
 * comes back instead of being sent on to the sign-in page, and so does a text that was written
 * for a page that is gone, or for the form of another build.
 */
export function mendAnswer(response: ServerResponse, context: RequestContext, { renderAgain, keepForm }: Mending) {
  const sent = sending(response)
  /** The status of the answer whose body is being dropped. */
  let dropped: number | null = null
  /** The status of the page that is rendered again. */
  let again: number | null = null

  const location = () => String(response.getHeader('Location') ?? '')
  const losesForm = (status: number) => keepForm !== null && leadsToSignIn(status, location())
  const isUnknown = () => keepForm !== null && response.getHeader(unknownAction) !== undefined
  // The framework failed before the action began: on what was sent.
  const cannotBeRead = (status: number) => keepForm !== null && status >= 500 && context.action === 'asked' && !context.away
  const isEmpty = (status: number) => isUnknown() || cannotBeRead(status) || (isPage(response) && (status >= 500 || (hasBody(response) && again === null && (isMissing(status) || losesForm(status)))))
  const mended = {
    writeHead(status: number, ...rest: unknown[]) {
      if (isEmpty(status)) dropped = status
      return dropped === null ? sent.writeHead(again ?? status, ...rest) : response
    },
    write: (...all: unknown[]) => dropped !== null || sent.write(...all),
    end(...all: unknown[]) {
      if (dropped === null && !response.headersSent && isEmpty(response.statusCode)) dropped = response.statusCode
      if (dropped === null) return sent.end(...all)
      const status = dropped
      dropped = null
      if (keepForm && losesForm(status)) return sendFormBack(sent, response, context, keepForm)
      const changed = isUnknown() || cannotBeRead(status)
      clearHeaders(response)
      if (keepForm && changed) return sendChanged(sent, response, context, keepForm)
      if (status >= 500) return sendFailure(sent, response, context, keepForm)
      if (!keepForm) return sayMissing(status)
      // What somebody wrote for a place that is gone meanwhile is not thrown after it.
      void keepForm(false).then((form) => (form.includes('<textarea') ? sendPage(sent, response, status, goneFormPage(context, form)) : sayMissing(status)))
      return response
    },
  }
  const sayMissing = (status: number) => {
    again = status
    context.refused = status
    // Compression has put itself in between and is done with this answer; it will do so again.
    Object.assign(response, mended, { on: sent.on })
    renderAgain()
    return response
  }
  Object.assign(response, mended)
}

/** How the framework says that the form of another build named something that is not there in this one. */
const unknownAction = 'x-nextjs-action-not-found'

function isPage(response: ServerResponse): boolean {
  return String(response.getHeader('Content-Type') ?? 'text/html').startsWith('text/html')
}

function hasBody({ req }: ServerResponse): boolean {
  return req.method !== 'HEAD'
}

function isMissing(status: number): boolean {
  return status === 404 || status === 403
}

type KeepForm = (again: boolean) => Promise<string>

export type Mending = {
  /** Asks the framework for the page about what is missing, to be written to the same response. */
  renderAgain: () => void
  /** The form that was sent, as a form that sends it again, or only shows it; null when none was, or a script sent it and has it still. */
  keepForm: KeepForm | null
}

type Sending = {
  writeHead: (...all: unknown[]) => ServerResponse
  write: (...all: unknown[]) => boolean
  end: (...all: unknown[]) => ServerResponse
  on: ServerResponse['on']
}

function sending(response: ServerResponse): Sending {
  return {
    writeHead: response.writeHead.bind(response) as Sending['writeHead'],
    write: response.write.bind(response) as Sending['write'],
    end: response.end.bind(response) as Sending['end'],
    on: response.on,
  }
}

function clearHeaders(response: ServerResponse) {
  for (const name of response.getHeaderNames()) if (name !== 'set-cookie') response.removeHeader(name)
}

function sendFormBack(sent: Sending, response: ServerResponse, context: RequestContext, keepForm: KeepForm) {
  const location = String(response.getHeader('Location'))
  clearHeaders(response)
  void keepForm(true).then((form) => sendPage(sent, response, 401, signedOutPage(context, location, form)))
  return response
}

function sendChanged(sent: Sending, response: ServerResponse, context: RequestContext, keepForm: KeepForm) {
  void keepForm(false).then((form) => sendPage(sent, response, 409, goneFormPage(context, form)))
  return response
}

function sendPage(sent: Sending, response: ServerResponse, status: number, page: string) {
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  sent.writeHead(status)
  sent.end(page)
}

/** What somebody wrote comes back, also where the page around it cannot be made. */
function sendFailure(sent: Sending, response: ServerResponse, context: RequestContext, keepForm: Mending['keepForm']) {
  void (keepForm?.(true) ?? Promise.resolve('')).then((form) => {
    const [status, page] = failureOf(response, context, form)
    sent.writeHead(status)
    sent.end(page)
  })
  return response
}

/** The same for somebody whose page failed while it was made for many. */
export function answerFailure({ method }: IncomingMessage, response: ServerResponse, context: RequestContext) {
  const [status, page] = failureOf(response, context)
  response.writeHead(status)
  response.end(method === 'HEAD' ? undefined : page)
}

function failureOf(response: ServerResponse, context: RequestContext, below = ''): [status: number, page: string] {
  const away = context.away ?? !notificationsConnected()
  if (away) context.retryAfterSeconds = retryAfter
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  return away ? [503, awayPage(context, below)] : [500, failurePage(context, below)]
}

function failurePage({ nonce, id: requestId }: RequestContext, below: string): string {
  const says = below
    ? ['We cannot tell whether this was taken, and have made a note of what happened. Your text is still here: what is sent again and was taken is not taken twice.']
    : ['This page could not be made. Nothing you have sent before was lost, and we have made a note of what happened.']
  return plainPage({ title: 'Something went wrong on our side', says, nonce, requestId, below })
}

/** What is shown while the database cannot be reached, or has too much to do. @param below a form that sends again what could not be taken */
export function awayPage({ nonce, id: requestId }: RequestContext, below = ''): string {
  const says = below
    ? ['Our database does not answer in time just now, so this was not taken yet. Your text is still here; please send it again in a moment.']
    : ['Our database does not answer in time just now. Nothing is lost; please try again in a moment.']
  return plainPage({ title: 'Back in a moment', says, nonce, requestId, below })
}
