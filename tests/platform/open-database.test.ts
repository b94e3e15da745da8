import net from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { readSettings } from '#lib/env.ts'
import { openDatabase } from '../../scripts/open-database.ts'

// What may stand between a site and its PostgreSQL.

type Startup = { packet: Buffer; socket: net.Socket; onward: () => net.Socket }

const doors: net.Server[] = []
afterAll(() => doors.forEach((door) => door.close()))

/** Something that is given the first words of each connection. @returns settings that lead there */
async function behind(greet: (startup: Startup) => void) {
  const target = new URL(process.env.DATABASE_URL ?? '')
  const { port, hostname } = target
  const door = net.createServer((socket) => {
    const onward = () => {
      const far = net.connect(Number(port), hostname)
      far.on('error', () => socket.destroy()).on('close', () => socket.destroy())
      far.pipe(socket).pipe(far)
      return far
    }
    socket.on('error', () => {}).once('data', (packet) => greet({ packet, socket, onward }))
  })
  doors.push(door)
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  target.host = `127.0.0.1:${(door.address() as net.AddressInfo).port}`
  return readSettings({ DATABASE_URL: target.href })
}

const refused = /^A pooler of connections stands at 127\.0\.0\.1:\d+, which gives sessions no settings of their own\. Name PostgreSQL itself in DATABASE_URL/

test('a database that is reached through something that only passes on is taken', async () => {
  const settings = await behind(({ packet, onward }) => void onward().write(packet))
  expect(await openDatabase(settings)).toMatchObject({ url: settings.DATABASE_URL, embedded: false })
})

test('a pooler that takes no settings for a session is refused in words', async () => {
  const settings = await behind(({ socket }) => {
    const fields = Buffer.from('SFATAL\0VFATAL\0C08P01\0Munsupported startup parameter: options\0\0')
    const length = Buffer.alloc(4)
    length.writeInt32BE(fields.length + 4)
    socket.end(Buffer.concat([Buffer.from('E'), length, fields]))
  })
  await expect(openDatabase(settings)).rejects.toThrow(refused)
})

test('and so is one that was told to forget them', async () => {
  const settings = await behind(({ packet, onward }) => {
    const words = packet.subarray(8).toString().split('\0')
    const at = words.indexOf('options')
    words.splice(at, 2)
    const rest = Buffer.from(words.join('\0'))
    const changed = Buffer.concat([packet.subarray(0, 8), rest])
    changed.writeInt32BE(changed.length)
    onward().write(changed)
  })
  await expect(openDatabase(settings)).rejects.toThrow(refused)
})
