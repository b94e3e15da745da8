import { Agent, createServer, request } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A proxy in front of processes, that does what nginx does by itself: one after the other, on connections that are kept; who takes no connection is left alone for a second and another one asked;
 * what was only asked for is asked again of another, what was sent is not.
 */
export async function openProxy(ports: readonly number[]) {
  const agents = new Map(ports.map((port) => [port, new Agent({ keepAlive: true, maxSockets: 64 })]))
  const restsUntil = new Map<number, number>()
  let turn = 0
  const nextPorts = () => {
    turn++
    const inTurn = ports.map((_, place) => ports[(turn + place) % ports.length] ?? 0)
    const ready = inTurn.filter((port) => (restsUntil.get(port) ?? 0) < Date.now())
    return [...ready, ...inTurn.filter((port) => !ready.includes(port))]
  }
  const server = createServer(async (asked, answer) => {
    const chunks: Buffer[] = []
    for await (const chunk of asked) chunks.push(chunk as Buffer)
    let trouble: NodeJS.ErrnoException | null = null
    for (const port of nextPorts()) {
      trouble = await pass(asked, Buffer.concat(chunks), answer, { port, agent: agents.get(port) })
      if (!trouble) return
      if (trouble.code === 'ECONNREFUSED') restsUntil.set(port, Date.now() + 1_000)
      else if (asked.method !== 'GET' || answer.headersSent) break
    }
    if (answer.headersSent) answer.destroy()
    else answer.writeHead(502).end(String(trouble?.code))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      for (const agent of agents.values()) agent.destroy()
      server.closeAllConnections()
      server.close()
    },
  }
}

/** @returns what went wrong on the way; null when the answer was passed on */
function pass({ method, url, headers }: IncomingMessage, body: Buffer, answer: ServerResponse, to: { port: number; agent: Agent | undefined }): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const { connection: _, 'transfer-encoding': __, ...rest } = headers
    const own = { 'x-forwarded-for': '192.0.2.1', ...rest, ...(body.length > 0 && { 'content-length': body.length }) }
    const passed = request({ host: '127.0.0.1', ...to, method, path: url, headers: own }, (response) => {
      const { connection: ___, 'keep-alive': ____, ...passedOn } = response.headers
      answer.writeHead(response.statusCode ?? 502, passedOn)
      response.on('error', resolve).on('end', () => resolve(null))
      response.pipe(answer)
    })
    passed.on('error', resolve).end(body)
  })
}
