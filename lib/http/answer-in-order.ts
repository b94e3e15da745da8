import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** So many may wait behind one another on a connection. Browsers and proxies send none before the last is answered; whoever sends more reads nothing. */
const mostBehind = 100

const waitingOn = new WeakMap<Socket, number>()

/**
 * Answers what comes over one connection one after another, in the order in which it has to be sent. Else whoever sends thousands of requests at once
 * and reads none of the answers has all of them made, and kept in the memory of this process.
 */
export function answerInOrder({ socket }: IncomingMessage, response: ServerResponse, answer: () => void) {
  // Node gives an answer its connection when those before it have been sent.
  if (response.socket) return answer()
  const waiting = (waitingOn.get(socket) ?? 0) + 1
  if (waiting > mostBehind) return void socket.destroy()
  waitingOn.set(socket, waiting)
  response.once('socket', () => {
    waitingOn.set(socket, (waitingOn.get(socket) ?? 1) - 1)
    // Node has not finished with the one before.
    queueMicrotask(answer)
  })
}
