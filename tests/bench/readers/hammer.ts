import net from 'node:net'

/** What one run over some connections found. Durations in milliseconds. */
export type Blows = { perSecond: number; median: number; p95: number; bytes: number; failures: number }

export type Target = { port: number; path: string; headers: Record<string, string>; connections: number; seconds: number }

/** How an answer ends that comes in chunks. */
const lastChunk = Buffer.from('0\r\n\r\n')

process.on('message', (target: Target) => {
  void hammer(target).then((blows) => process.send?.(blows))
})

/**
 * Asks for one page over and over, on so many connections at once, each of which asks again as soon as it has its answer. Works on bare
 * sockets: an HTTP library would be slower than what is measured.
 */
async function hammer({ port, path, headers, connections, seconds }: Target): Promise<Blows> {
  const lines = Object.entries({ Host: `127.0.0.1:${port}`, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`).join('')
  const asked = Buffer.from(`GET ${path} HTTP/1.1\r\n${lines}\r\n`)
  const durations: number[] = []
  let failures = 0
  let bytes = 0
  const until = performance.now() + seconds * 1_000
  const began = performance.now()
  await Promise.all(Array.from({ length: connections }, () => new Promise<void>((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1', noDelay: true })
    let at = 0
    let left = -1
    let head = ''
    /** The end of what has come, for answers that do not say how long they are. */
    let tail = Buffer.alloc(0)
    const ask = () => {
      if (performance.now() >= until) return void socket.end(resolve)
      at = performance.now()
      left = -1
      head = ''
      socket.write(asked)
    }
    socket.on('connect', ask)
    socket.on('error', () => (failures++, resolve()))
    socket.on('close', () => resolve())
    socket.on('data', (chunk) => {
      bytes += chunk.length
      if (left === -1) {
        head += chunk.toString('latin1')
        const end = head.indexOf('\r\n\r\n')
        if (end === -1) return
        if (!head.startsWith('HTTP/1.1 200')) failures++
        const length = /^content-length: (\d+)/im.exec(head)?.[1]
        left = length === undefined ? Infinity : Number(length) - (head.length - end - 4)
      } else left -= chunk.length
      tail = Buffer.concat([tail, chunk.subarray(-lastChunk.length)]).subarray(-lastChunk.length)
      if (left === Infinity ? !tail.equals(lastChunk) : left > 0) return
      durations.push(performance.now() - at)
      ask()
    })
  })))
  const took = (performance.now() - began) / 1_000
  durations.sort((a, b) => a - b)
  const share = (part: number) => durations[Math.min(durations.length - 1, Math.floor(part * durations.length))] ?? Number.NaN
  return { perSecond: durations.length / took, median: share(0.5), p95: share(0.95), bytes: bytes / Math.max(1, durations.length), failures }
}
