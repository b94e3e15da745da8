import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { photograph } from '../../media/bad-files.ts'

export type File = Buffer | { redirect: string } | { status: number; headers?: Record<string, string>; body?: Buffer } | 'silence' | 'drip' | 'cut' | 'endless'

/** The server of an old blog, on this machine: files by path, and how it behaves badly. What was asked for is kept, and how much of it at once. */
export async function startOldServer(files: Record<string, File | (() => File)> = {}) {
  const asked: string[] = []
  const busy = { now: 0, most: 0 }
  const server = createServer((request, response) => {
    const path = decodeURI(request.url ?? '')
    asked.push(path)
    busy.most = Math.max(busy.most, ++busy.now)
    response.once('close', () => busy.now--)
    const file = files[path]
    // A moment, so that what is asked for at once is seen to be.
    setTimeout(() => answer(response, typeof file === 'function' ? file() : file), 15)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { host: `127.0.0.1:${port}`, files, asked, busy, close }
}

function answer(response: ServerResponse, file: File | undefined): void {
  if (file === undefined) return void response.writeHead(404, { 'content-type': 'image/jpeg' }).end('<h1>Not found</h1>')
  if (file === 'silence') return
  if (file === 'drip') return drip(response, 50)
  if (file === 'endless') return drip(response, 0)
  if (file === 'cut') return void response.writeHead(200, { 'content-length': '100000' }).write(Buffer.concat([jpegStart, Buffer.alloc(20_000)]), () => response.destroy())
  if (Buffer.isBuffer(file)) return void response.writeHead(200, { 'content-type': 'text/html', 'content-length': file.length }).end(file)
  if ('redirect' in file) return void response.writeHead(302, { location: file.redirect }).end()
  response.writeHead(file.status, file.headers).end(file.body)
}

const jpegStart = Buffer.from([0xff, 0xd8, 0xff, 0xe0])

/** A picture that never ends: a little now and then, or as much as is taken. */
function drip(response: ServerResponse, pause: number): void {
  response.writeHead(200, { 'content-type': 'image/jpeg' }).write(jpegStart)
  const part = Buffer.alloc(pause > 0 ? 16 : 1024 * 1024)
  const more = () => {
    if (response.destroyed) return
    if (response.write(part)) setTimeout(more, pause)
    else response.once('drain', () => setTimeout(more, pause))
  }
  more()
}

/** Small photographs of the three kinds. */
export async function pictures() {
  const [jpeg, png, webp] = await Promise.all([photograph(60, 40).jpeg().toBuffer(), photograph(50, 30).png().toBuffer(), photograph(40, 30).webp().toBuffer()])
  return { jpeg, png, webp }
}
