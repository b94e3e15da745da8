import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'

/** A browser's half of a stream of events, on a connection of its own. */
export async function listenTo(url: string, cookie: string) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { agent: false, headers: { cookie, accept: 'text/event-stream' } }, resolve).on('error', reject).end()
  })
  let text = ''
  answer.setEncoding('utf8').on('data', (part: string) => (text += part)).on('error', () => {})
  return { text: () => text, events: () => text.match(/^data: .+$/gm) ?? [], end: () => answer.destroy() }
}
