import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a bare server is given: an answer as another server sent it, its body as base64. */
export type PlainAnswer = { headers: [string, string][]; body: string }

const answers = new Map<string, { headers: string[]; body: Buffer }>()

process.on('message', ({ path, answer }: { path: string; answer: PlainAnswer }) => {
  answers.set(path, { headers: answer.headers.flat(), body: Buffer.from(answer.body, 'base64') })
  process.send?.('kept')
})

/** The least that Node can do: the same bytes under the same headers, from memory, whoever asks. */
const server = createServer((request, response) => {
  const answer = answers.get(request.url ?? '')
  if (!answer) return void response.writeHead(404).end()
  response.writeHead(200, answer.headers)
  response.end(answer.body)
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
