import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import net from 'node:net'

export type FolderLock = { release: () => Promise<void> }

/**
 * Holds a folder for this process, or returns nothing when another process holds it.
 * The lock is a name in the kernel (an abstract socket), so it ends with the process, however that ends, and leaves no file
 * behind. Elsewhere than on Linux there is none of that kind; there PostgreSQL's own `postmaster.pid` has to do.
 */
export async function lockFolder(folder: string): Promise<FolderLock | undefined> {
  if (process.platform !== 'linux') return { release: async () => {} }
  const server = net.createServer((socket) => socket.destroy())
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex')
  const held = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)))
    server.listen({ path: `\0afterword-${name}` }, () => resolve(true))
  })
  if (!held) return undefined
  server.unref()
  return { release: () => new Promise((resolve) => server.close(() => resolve())) }
}
