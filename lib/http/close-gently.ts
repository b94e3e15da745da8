import type { IncomingMessage, Server } from 'node:http'
import net from 'node:net'
import type { Socket } from 'node:net'

/**
 * Proxies send the next request on a connection that they keep. One that we end in the same moment takes that request with it, and what was sent is not sent again: so these are
 * left open for so long, in milliseconds. Each ends with the next answer on it, and a proxy that has anything to ask has used all of them by then.
 */
const patienceWithProxies = 5_000

/** How often it is looked for connections on which nothing is asked any more, in milliseconds. */
const sweepEvery = 100

/** Connections of proxies, which say for whom they ask. */
const ofProxies = new Set<Socket>()

/** To be told of each request, before anything is taken from it. */
export function noteProxy({ headers, socket }: IncomingMessage) {
  if (headers['x-forwarded-for'] === undefined || ofProxies.has(socket)) return
  ofProxies.add(socket)
  socket.once('close', () => ofProxies.delete(socket))
}

/**
 * Takes no new connection, lets running requests finish, and ends the connections on which there are none.
 * @param longest milliseconds after which all end, whatever runs on them
 */
export async function closeGently(server: Server, longest: number): Promise<void> {
  const began = performance.now()
  await letInWhoWaits(server)
  // The server's own way would end every connection that rests at this moment.
  const closed = new Promise<void>((resolve) => net.Server.prototype.close.call(server, () => resolve()))
  const sweep = setInterval(() => {
    if (ofProxies.size === 0 || performance.now() - began > patienceWithProxies) server.closeIdleConnections()
  }, sweepEvery)
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, longest))])
  clearInterval(sweep)
  server.closeAllConnections()
}

/** For so long it is waited for a moment in which nobody comes, in milliseconds. */
const longestAtTheDoor = 500

/** A round of the processor's work that takes longer may have kept somebody waiting, in milliseconds. */
const shortRound = 2

/**
 * Whoever has connected and was not let in yet would lose the connection with all that was sent on it: the system ends those when a server takes no more. So the door is closed
 * right after a short look at it at which nobody came.
 */
async function letInWhoWaits(server: Server): Promise<void> {
  let came = true
  const noteComing = () => void (came = true)
  server.on('connection', noteComing)
  for (const began = performance.now(); came && performance.now() - began < longestAtTheDoor; ) {
    came = false
    const round = performance.now()
    // The first waits for what is under way to end, the second for a look at the door.
    await new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))
    if (performance.now() - round > shortRound) came = true
  }
  server.off('connection', noteComing)
}
