import { Client } from 'pg'
import type { ClientConfig } from 'pg'
import { suspectSilence } from '#lib/notifications.ts'

/** In milliseconds: what lies between the time that the database gives a statement itself and the moment at which it is taken to be unable to say anything. */
const forTheWay = 3_000

/** In milliseconds: an answer that has arrived while this process was busy with something else is read first. */
const toBeRead = 100

/**
 * A connection that is closed when the database does not answer, though it would have given the statement up by now: it is frozen, or cannot be reached, and nobody
 * was told. Else whoever asked would wait for as long as that lasts, and so would what they wrote. It is closed and not used again, so that no half of a transaction
 * stays behind in it.
 * @param statementTimeout what the database gives a statement on this connection, in milliseconds
 */
export function impatientClient(statementTimeout: number): new (config?: string | ClientConfig) => Client {
  return class ImpatientClient extends Client {
    #timer: NodeJS.Timeout | undefined

    constructor(config?: string | ClientConfig) {
      super(config)
      this.on('drain', () => this.#rest())
      this.on('end', () => this.#rest())
    }

    override query = ((...all: Parameters<Client['query']>) => {
      this.#timer ??= setTimeout(() => (this.#timer = setTimeout(() => this.#close(), toBeRead)), statementTimeout + forTheWay)
      return super.query(...all)
    }) as Client['query']

    #rest() {
      clearTimeout(this.#timer)
      this.#timer = undefined
    }

    #close() {
      // The type of pg does not know what its client talks through.
      const { connection } = this as unknown as { connection: { stream: { destroy: () => void } } }
      connection.stream.destroy()
      suspectSilence()
    }
  }
}
