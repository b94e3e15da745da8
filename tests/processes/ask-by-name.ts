import { request } from 'node:http'
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'

export type Answer = { status: number; headers: IncomingMessage['headers']; text: string }

type Asking = { method?: string; headers?: OutgoingHttpHeaders; body?: FormData | string; agent?: import('node:http').Agent }

/**
 * Asks one process by the name under which people know all of them, as a proxy does.
 * @param origin the public address of the site
 */
export async function askByName(url: string, origin: string, { method = 'GET', headers = {}, body, agent }: Asking = {}): Promise<Answer> {
  const packed = body === undefined ? null : new Response(body)
  const bytes = packed && Buffer.from(await packed.arrayBuffer())
  const type = packed?.headers.get('content-type') ?? undefined
  const all = { host: new URL(origin).host, origin, ...(bytes && { 'content-type': type, 'content-length': bytes.length }), ...headers }
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers: all, agent }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => (text += part)).on('error', reject)
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
    })
    asked.on('error', reject).end(bytes)
  })
}
