import { setTimeout as sleep } from 'node:timers/promises'
import { askServer } from './ask-server.ts'
import type { Answer, Asking } from './ask-server.ts'
import type { FileSource, GotFile } from './got-file.ts'
import { liesOn, withoutWww } from './picture-address.ts'

export type ServerPlace = {
  /** Those that the import named, without `www.`: nothing else is asked, wherever a server sends on to. */
  hosts: ReadonlySet<string>
  /** Where the files of all these hosts lie by now, when the old blog has moved to another name. */
  movedTo?: string
}

/** Redirects in a row. Old blogs have moved to https, to another name and back. */
const mostRedirects = 5

/** How often a file is asked for when the server is busy or the line breaks. */
const tries = 3

const usual: Asking = { silence: 15_000, whole: 90_000, privateToo: false }

/**
 * The server of the old blog: asked over https, and without it where nothing answers there. A server that is busy is given the time that it asks for.
 * @param asking other limits, in tests
 */
export function serverSource({ hosts, movedTo }: ServerPlace, asking: Partial<Asking> = {}): FileSource {
  const settled = { ...usual, ...asking }
  const allowed = movedTo === undefined ? hosts : new Set([...hosts, withoutWww(movedTo)])
  /** Hosts that were found to answer without encryption only. */
  const plain = new Set<string>()

  const ask = async (url: URL): Promise<Answer> => {
    if (plain.has(url.host)) url.protocol = 'http:'
    const answer = await askServer(url, settled)
    if (answer.kind !== 'trouble' || answer.unconnected !== true || url.protocol === 'http:') return answer
    const plainly = await askServer(withProtocol(url, 'http:'), settled)
    if (plainly.kind !== 'trouble' || plainly.unconnected !== true) plain.add(url.host)
    return plainly
  }

  const follow = async (address: string): Promise<Answer> => {
    let url = new URL(address)
    for (let hops = 0; hops <= mostRedirects; hops++) {
      if (!/^https?:$/.test(url.protocol) || url.username !== '' || !liesOn(allowed, url.href)) return { kind: 'trouble', trouble: 'elsewhere' }
      const answer = await ask(url)
      if (answer.kind !== 'redirect') return answer
      url = new URL(answer.to)
      if (url.protocol === 'https:') plain.delete(url.host)
    }
    return { kind: 'trouble', trouble: 'refused' }
  }

  return {
    async get(address) {
      const there = movedTo === undefined ? address : address.replace(/^https:\/\/[^/]+/, `https://${movedTo}`)
      for (let attempt = 1; ; attempt++) {
        const answer = await follow(there)
        const got = gotFrom(answer)
        const again = answer.kind === 'busy' || (answer.kind === 'trouble' && answer.trouble === 'broken-off')
        if (!again || attempt === tries) return got
        await sleep(answer.kind === 'busy' ? answer.seconds * 1000 : 500 * attempt)
      }
    },
    has: async () => null,
  }
}

function gotFrom(answer: Answer): GotFile {
  if (answer.kind === 'bytes') return { ok: true, bytes: answer.bytes }
  return { ok: false, trouble: answer.kind === 'trouble' ? answer.trouble : 'refused' }
}

function withProtocol(url: URL, protocol: string): URL {
  const changed = new URL(url)
  changed.protocol = protocol
  return changed
}
