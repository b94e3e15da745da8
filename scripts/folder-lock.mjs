import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Holds a folder for one purpose and this process, or returns nothing when another process holds it.
 * The lock is a name in the kernel (an abstract socket), so it ends with the process, however that ends, and leaves no file
 * behind. Only Linux has such names; elsewhere PostgreSQL's own `postmaster.pid` has to do.
 * @param {string} folder
 * @param {string} purpose
 * @returns {Promise<{ release: () => Promise<void> } | undefined>}
 */
export async function lockFolder(folder, purpose) {
  if (process.platform !== 'linux') return { release: async () => {} }
  const name = createHash('sha256').update(`${purpose} ${realpathSync(folder)}`).digest('hex')
  const server = net.createServer((socket) => socket.destroy())
  const held = await new Promise((resolve, reject) => {
    server.once('error', (error) => ('code' in error && error.code === 'EADDRINUSE' ? resolve(false) : reject(error)))
    server.listen({ path: `\0afterword-${name}` }, () => resolve(true))
  })
  if (!held) return undefined
  server.unref()
  return { release: () => new Promise((resolve) => server.close(() => resolve())) }
}

/**
 * Does `work` while holding the folder, after waiting for whoever holds it now.
 * @template T
 * @param {string} folder
 * @param {string} purpose
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withFolder(folder, purpose, work) {
  let lock = await lockFolder(folder, purpose)
  while (!lock) {
    await sleep(200)
    lock = await lockFolder(folder, purpose)
  }
  try {
    return await work()
  } finally {
    await lock.release()
  }
}
