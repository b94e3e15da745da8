import { createServer } from 'node:http'

// Answers and keeps nothing, so that whoever looks for a leak has something that has none. Preloaded into it is what says what it holds, and what leaks.
const server = createServer({ keepAliveTimeout: 60_000 }, (_, response) => void response.end('Nothing is kept of this.'))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object') process.send?.({ port: address?.port })
})
process.once('disconnect', () => process.exit())
