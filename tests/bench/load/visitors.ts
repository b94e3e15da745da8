import http from 'node:http'
import { visits } from './visits.ts'
import type { Guests, VisitName } from './visits.ts'

/** So many visits of these kinds, one kind after the other, on so many connections at once. */
export type Rush = { port: number; guests: Guests; names: VisitName[]; connections: number; visits: number; from: number }

/** How many answers of each kind of visit had which status; `left` for those that nobody waited for. */
export type Rushed = Record<string, Record<string, number>>

process.on('message', (rush: Rush) => void make(rush).then((rushed) => process.send?.(rushed)))

async function make({ port, guests, names, connections, visits: all, from }: Rush): Promise<Rushed> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  const rushed: Rushed = {}
  let made = 0
  await Promise.all(Array.from({ length: connections }, async () => {
    while (made < all) {
      const turn = from + made++
      const name = names[turn % names.length]
      if (!name) return
      const status = await visits[name]({ port, agent, guests, turn })
      const known = (rushed[name] ??= {})
      known[status ?? 'left'] = (known[status ?? 'left'] ?? 0) + 1
    }
  }))
  agent.destroy()
  return rushed
}
