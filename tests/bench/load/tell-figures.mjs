// Preloaded into a server that is watched: says, to whoever asks at a socket of its own, what the process holds after all that nobody needs is gone.

import { createServer, IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import path from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import v8 from 'node:v8'
import vm from 'node:vm'

const place = process.env.AFTERWORD_FIGURES ?? ''

/** Counted one by one, as whatever is made for a request and never let go of is nearly always held by one of them. */
const kinds = { Map, Set, Promise, AbortSignal, Socket, IncomingMessage, ServerResponse, ReadableStream }

/** What belongs to this process once, wherever it was loaded. */
const shared = () => ({
  streams: globalThis.afterwordStreams?.open.size ?? 0,
  listeners: globalThis.afterwordNotifications?.listeners.size ?? 0,
  watchers: (globalThis.afterwordNotifications?.watchers.size ?? 0) + (globalThis.afterwordNotifications?.doubters.size ?? 0),
})

async function figures() {
  v8.setFlagsFromString('--expose-gc')
  const collect = vm.runInNewContext('gc')
  for (let round = 0; round < 4; round++) {
    collect()
    await turn()
  }
  const { rss, heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage()
  const counts = Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, v8.queryObjects(kind, { format: 'count' })]))
  const resources = process.getActiveResourcesInfo()
  const timers = resources.filter((name) => name === 'Timeout').length
  return { pid: process.pid, rss, heapUsed, heapTotal, external, arrayBuffers, counts, shared: shared(), timers, resources: resources.length - timers }
}

if (place && path.basename(process.argv[1] ?? '') === 'server.ts') {
  const server = createServer((request, response) => {
    if (request.url === '/pid') return void response.end(JSON.stringify({ pid: process.pid }))
    if (request.url === '/snapshot') return void response.end(JSON.stringify(v8.writeHeapSnapshot(`${place}.heapsnapshot`)))
    figures().then((found) => response.end(JSON.stringify(found)))
  })
  server.listen(place).unref()
}
