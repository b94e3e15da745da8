import { ServerResponse } from 'node:http'
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { takeHeaders } from '../dress-answer.ts'

/** An answer that is finished before any of it is sent. */
export type WholeAnswer = { status: number; headers: OutgoingHttpHeaders; body: Buffer }

/**
 * Lets somebody answer a request who writes as to a browser, and keeps what they write.
 * @param gone when nobody waits for it any more: who answers is told, as by a browser that has hung up
 * @returns null where the answer was not brought to its end
 * @throws what `answer` throws
 */
export function gatherAnswer(request: IncomingMessage, gone: AbortSignal, answer: (response: ServerResponse) => Promise<unknown>): Promise<WholeAnswer | null> {
  const response = new GatheredResponse(request)
  const hangUp = () => void response.destroy()
  gone.addEventListener('abort', hangUp)
  return new Promise<WholeAnswer | null>((resolve, reject) => {
    response.once('close', () => resolve(response.whole()))
    if (gone.aborted) return hangUp()
    answer(response).catch(reject)
  }).finally(() => gone.removeEventListener('abort', hangUp))
}

/** A response without a socket. It is never full: a page fits into memory, as it does where it is rendered. */
class GatheredResponse extends ServerResponse {
  readonly #chunks: Buffer[] = []
  #isClosed = false

  constructor(request: IncomingMessage) {
    super(request)
    // The framework listens in a dozen places, and again where a page is rendered a second time.
    this.setMaxListeners(40)
  }

  whole(): WholeAnswer | null {
    if (!this.writableEnded || this.destroyed) return null
    return { status: this.statusCode, headers: { ...this.getHeaders() }, body: this.#chunks.length === 1 && this.#chunks[0] ? this.#chunks[0] : Buffer.concat(this.#chunks) }
  }

  override writeHead(status: number, ...rest: unknown[]): this {
    if (this.headersSent) return this
    takeHeaders(this, rest.find((part) => typeof part === 'object'))
    this.statusCode = status
    // What Node itself asks whether a head was sent; headers that are set after this are refused, as they would be.
    Object.assign(this, { _header: 'gathered' })
    return this
  }

  override flushHeaders(): void {
    if (!this.headersSent) this.writeHead(this.statusCode)
  }

  override write(chunk: unknown, ...rest: unknown[]): boolean {
    this.flushHeaders()
    this.#take(chunk, rest[0])
    const told = rest.find((each) => typeof each === 'function')
    if (told) process.nextTick(told)
    return true
  }

  override end(...all: unknown[]): this {
    if (this.writableEnded || this.destroyed) return this
    this.flushHeaders()
    if (typeof all[0] !== 'function') this.#take(all[0], all[1])
    const told = all.find((each) => typeof each === 'function')
    this.finished = true
    process.nextTick(() => {
      this.emit('prefinish')
      this.emit('finish')
      if (typeof told === 'function') told()
      this.#close()
    })
    return this
  }

  override destroy(error?: Error): this {
    super.destroy(error)
    process.nextTick(() => this.#close())
    return this
  }

  #take(chunk: unknown, encoding: unknown) {
    if (typeof chunk === 'string') this.#chunks.push(Buffer.from(chunk, typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8'))
    else if (chunk instanceof Uint8Array) this.#chunks.push(Buffer.from(chunk))
  }

  #close() {
    if (this.#isClosed) return
    this.#isClosed = true
    this.emit('close')
  }
}
