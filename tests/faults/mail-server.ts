import net from 'node:net'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeMailbox } from '../mail/mailbox.ts'

/** How a mail server is: it takes what comes, nobody is at its address, it says nothing, it says not now, or it hears a mail to its end and hangs up without a word. */
export type Manner = 'takes' | 'away' | 'hangs' | 'refuses' | 'drops'

/** A mail server at one address, which can be in any manner. */
export type MailServer = {
  url: string
  be: (manner: Manner) => Promise<void>
  /** The mails that it said it has taken, in that order: their names, and everything that they hold. */
  taken: { name: string; words: string }[]
  /** How often somebody came with something since it last took any. */
  tried: () => number
  close: () => Promise<void>
}

/** Opens one that takes everything. */
export async function openMailServer(): Promise<MailServer> {
  const mailbox = makeMailbox()
  await mailbox.open()
  const behind = Number(new URL(mailbox.url()).port)
  const open = new Set<net.Socket>()
  let manner: Manner = 'takes'
  let tried = 0
  const door = net.createServer((near) => {
    open.add(near)
    near.on('error', () => {}).on('close', () => open.delete(near))
    tried += 1
    if (manner === 'hangs') return
    const far = net.connect(behind, '127.0.0.1')
    near.pipe(far).on('error', () => near.destroy()).on('close', () => near.destroy())
    far.pipe(near)
    near.on('close', () => far.destroy())
  })
  const hangUp = () => open.forEach((socket) => socket.destroy())
  const taken: MailServer['taken'] = []
  mailbox.answer = async () => {
    if (manner === 'refuses') throw Object.assign(new Error('Not now'), { responseCode: 451 })
    if (manner !== 'drops') return
    hangUp()
    await new Promise(() => {})
  }
  const listen = (port: number) => new Promise<void>((resolve) => void door.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const { port } = door.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}?connectionTimeout=40000&greetingTimeout=40000&socketTimeout=40000`,
    async be(next) {
      hangUp()
      // What has come in before the lines were cut is answered as it was: nobody hears it any more.
      await sleep(1_500)
      // Who came meanwhile to one that says nothing has said nothing either. All others are heard to their end.
      if (manner === 'hangs') hangUp()
      if (next === 'away') await new Promise((resolve) => door.close(resolve))
      else if (!door.listening) await listen(port)
      manner = next
      tried = 0
    },
    get taken() {
      taken.splice(0, taken.length, ...mailbox.received.map(({ messageId = '' }, place) => ({ name: messageId, words: mailbox.raw[place] ?? '' })))
      return taken
    },
    tried: () => tried,
    async close() {
      hangUp()
      await new Promise((resolve) => (door.listening ? door.close(resolve) : resolve(null)))
      await mailbox.close()
    },
  }
}
