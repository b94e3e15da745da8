// Preloaded into a server that is watched: says, to whoever asks at a socket of its own, what the process holds after all that nobody needs is gone.

import { subscribe } from 'node:diagnostics_channel'
import { createServer, IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import path from 'node:path'
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import v8 from 'node:v8'
import vm from 'node:vm'

const place = process.env.AFTERWORD_FIGURES ?? ''

/** Bytes that are kept of every request on purpose, to see whether they are found. */
const planted = Number(process.env.AFTERWORD_PLANTED ?? 0)

/** Counted one by one, as whatever is made for a request and never let go of is nearly always held by one of them. */
const kinds = { Map, Set, Promise, AbortSignal, Socket, IncomingMessage, ServerResponse, ReadableStream }

/** What belongs to this process once, wherever it was loaded. */
const shared = () => ({
  streams: globalThis.afterwordStreams?.open.size ?? 0,
  listeners: globalThis.afterwordNotifications?.listeners.size ?? 0,
  watchers: (globalThis.afterwordNotifications?.watchers.size ?? 0) + (globalThis.afterwordNotifications?.doubters.size ?? 0),
})

/** Some work is done when what it was for is gone, so there are several rounds; the least of three times says what is really needed. */
async function collected() {
  v8.setFlagsFromString('--expose-gc')
  const collect = vm.runInNewContext('gc')
  const found = []
  for (let time = 0; time < 3; time++) {
    if (time > 0) await sleep(200)
    for (let round = 0; round < 3; round++) {
      collect()
      await turn()
    }
    const { bytecode_and_metadata_size: bytecode, code_and_metadata_size: compiled } = v8.getHeapCodeStatistics()
    found.push({ ...process.memoryUsage(), code: bytecode + compiled })
  }
  return found.toSorted((a, b) => a.heapUsed - a.code - b.heapUsed + b.code)[0]
}

async function figures() {
  const { rss, heapUsed, heapTotal, external, arrayBuffers, code } = await collected()
  const counts = Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, v8.queryObjects(kind, { format: 'count' })]))
  const resources = process.getActiveResourcesInfo()
  const timers = resources.filter((name) => name === 'Timeout').length
  return { pid: process.pid, rss, heapUsed, code, heapTotal, external, arrayBuffers, counts, shared: shared(), timers, resources: resources.length - timers }
}

const keep = () => {
  const kept = []
  subscribe('http.server.request.start', () => void kept.push(`${kept.length} `.padEnd(planted, 'kept on purpose ')))
}

if (place && path.basename(process.argv[1] ?? '') === 'server.ts') {
  const server = createServer((request, response) => {
    if (request.url === '/pid') return void response.end(JSON.stringify({ pid: process.pid }))
    if (request.url === '/snapshot') return void response.end(JSON.stringify(v8.writeHeapSnapshot(`${place}.${Date.now()}.heapsnapshot`)))
    const asked = request.url === '/heap' ? collected() : figures()
    void asked.then((found) => response.end(JSON.stringify(found)))
  })
  server.listen(place).unref()
  if (planted > 0) keep()
}
