import net from 'node:net'
import { afterAll } from 'vitest'

/** Stands between a server and its database and counts what pages ask. */
export type Counter = { url: string; asked: () => number }

/** Of PostgreSQL's messages: carrying out a prepared statement, or a plain one. */
const execute = 'E'.charCodeAt(0)
const plain = 'Q'.charCodeAt(0)

/**
 * Counts the statements that arrive over connections which cannot write: those of pages, not those of jobs and listeners. What a
 * connection says once about itself is not counted.
 */
export async function countStatements(database: string): Promise<Counter> {
  const target = new URL(database)
  const open = new Set<net.Socket>()
  let count = 0
  const door = net.createServer((near) => {
    const far = net.connect(Number(target.port), target.hostname)
    for (const [from, to] of [[near, far], [far, near]] as const) {
      open.add(from)
      from.on('error', () => to.destroy()).on('close', () => (open.delete(from), to.destroy()))
      from.pipe(to)
    }
    near.on('data', listen(() => count++))
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    door.close()
    for (const socket of open) socket.destroy()
  })
  const url = new URL(database)
  url.host = `127.0.0.1:${(door.address() as net.AddressInfo).port}`
  return { url: url.href, asked: () => count }
}

/** Takes the messages of one connection apart: the first has no letter that says what it is. */
function listen(hear: () => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  let reads: boolean | undefined
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const head = reads === undefined ? 0 : 1
      if (rest.length < head + 4) return
      const length = head + rest.readInt32BE(head)
      if (rest.length < length) return
      const message = rest.subarray(0, length)
      rest = rest.subarray(length)
      if (reads === undefined) reads = message.includes('default_transaction_read_only=on')
      else if (reads && (message[0] === execute || (message[0] === plain && !message.includes('SET ROLE')))) hear()
    }
  }
}
