import net from 'node:net'
import { afterAll } from 'vitest'

/** Stands between a server and its database. While it is muffled, what listens to announcements hears nothing, and no connection ends: nobody can tell. */
export type Door = { url: string; muffle: (quiet: boolean) => void }

export async function muffledDoor(database: string): Promise<Door> {
  const target = new URL(database)
  const ears = new Set<net.Socket>()
  const open = new Set<net.Socket>()
  let quiet = false
  const door = net.createServer((near) => {
    const far = net.connect(Number(target.port), target.hostname)
    for (const [from, to] of [[near, far], [far, near]] as const) {
      open.add(from)
      from.on('error', () => to.destroy()).on('close', () => (open.delete(from), ears.delete(from), to.destroy()))
      from.on('data', (chunk) => {
        if (from === near && chunk.includes('afterword notifications')) ears.add(near).add(far)
        if (!quiet || !ears.has(from)) to.write(chunk)
      })
    }
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    door.close()
    for (const socket of open) socket.destroy()
  })
  const url = new URL(database)
  url.host = `127.0.0.1:${(door.address() as net.AddressInfo).port}`
  return { url: url.href, muffle: (wish) => void (quiet = wish) }
}
