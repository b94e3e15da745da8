/** What is sent at once: a browser that comes back names the last `id` it has seen. */
export type StreamMessage = { id?: string; event?: string; data: unknown }

export type EventStream = {
  /** Whose it is. */
  person: string
  /** The browser has gone. */
  signal: AbortSignal
  /** Whether this person may go on listening. Asked before anything is sent. */
  stands: () => Promise<boolean>
  /** Begins; gets what sends and what ends, and gives what ends it on our side. */
  begin: (send: (message: StreamMessage) => void, end: () => void) => () => void
}

/** Next bundles this file apart from `server.ts`; one process must know all of its streams. */
const shared = globalThis as typeof globalThis & { afterwordStreams?: { open: Set<{ person: string; end: () => void }>; closed: boolean } }
const streams = (shared.afterwordStreams ??= { open: new Set(), closed: false })

/** A browser keeps six connections to a site over HTTP/1.1; one must be left for everything else. */
export const streamsPerPerson = 5

/** Whether this person has as many streams open in this process as one may have. */
export function hasEnoughStreams(person: string): boolean {
  return [...streams.open].filter((each) => each.person === person).length >= streamsPerPerson
}

/** Ends every stream of this process, and each that begins from now on: the process is about to end. */
export function endStreams() {
  streams.closed = true
  for (const { end } of streams.open) end()
}

/** In milliseconds: silence that proxies take for the end, and how long somebody who lost a role may go on listening. */
const heartbeat = 15_000

/** A comment for whoever stands in between, an event for the page: browsers do not notice a line that is dead. */
const stillHere = ': still here\nevent: beat\ndata: {}\n\n'

/** A browser that takes nothing in while so many messages are sent is let go; it comes back and is told what it missed. */
const mostUnread = 100

/** Server-sent events, with a word now and then so that nobody in between hangs up and the page knows that the line is there. */
export function eventStream({ person, signal, stands, begin }: EventStream): ReadableStream<Uint8Array> {
  let end = () => {}
  let cancelled = false
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const text = new TextEncoder()
      let ended = false
      let turn = Promise.resolve()
      const write = (chunk: string) => {
        if (!ended) controller.enqueue(text.encode(chunk))
        if ((controller.desiredSize ?? 0) < -mostUnread) end()
      }
      // One after the other, each after a look at whether this person may still listen.
      const inTurn = (chunk: string) => {
        turn = turn.then(async () => {
          if (ended) return
          const allowed = await stands()
          write(allowed ? chunk : 'event: over\ndata: {}\n\n')
          if (!allowed) end()
        }).catch(() => end())
      }
      const timer = setInterval(() => inTurn(stillHere), heartbeat).unref()
      let stop = () => {}
      const entry = { person, end: () => end() }
      end = () => {
        if (ended) return
        ended = true
        clearInterval(timer)
        streams.open.delete(entry)
        stop()
        if (!cancelled) controller.close()
      }
      streams.open.add(entry)
      signal.addEventListener('abort', end)
      // Not all at once, when a server has ended and everybody comes back.
      write(`retry: ${1000 + Math.round(Math.random() * 2000)}\n\n`)
      stop = begin((message) => inTurn(writeMessage(message)), end)
      if (ended) stop()
      else if (streams.closed || signal.aborted) end()
    },
    cancel: () => {
      cancelled = true
      end()
    },
  })
}

function writeMessage({ id, event, data }: StreamMessage): string {
  return `${id === undefined ? '' : `id: ${id}\n`}${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`
}
