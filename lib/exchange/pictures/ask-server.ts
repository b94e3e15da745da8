import { lookup } from 'node:dns/promises'
import { request as requestPlain } from 'node:http'
import type { IncomingMessage, RequestOptions } from 'node:http'
import { request as requestSecure } from 'node:https'
import { isIP } from 'node:net'
import { fileKind } from '#lib/media/file-kind.ts'
import { largestFile } from './got-file.ts'
import type { FileTrouble } from './got-file.ts'
import { isPublicAddress } from './public-address.ts'

export type Patience = {
  /** Milliseconds in which nothing comes. */
  silence: number
  /** Milliseconds for one file. */
  whole: number
}

export type Asking = Patience & {
  /** Tests ask a server on this machine; nobody else does. */
  privateToo: boolean
}

/** `unconnected`: nothing was said yet, so the same may be asked another way. */
export type Answer =
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'redirect'; to: string }
  | { kind: 'busy'; seconds: number }
  | { kind: 'trouble'; trouble: FileTrouble; unconnected?: boolean }

/** Who asks, for the logs of the old server. */
const userAgent = 'Afterword (taking over the pictures of a blog for its owner)'

/** Addresses of one server that are tried, where it has several. */
const mostAddresses = 3

/**
 * Asks a web server for one file. The name is looked up once, every address that it has must be public, and the connection goes to one of these very
 * addresses, so that no second answer of a name server leads elsewhere. Follows nothing, keeps no cookie, and stops reading at the first byte too many or as
 * soon as what comes is no picture.
 */
export async function askServer(url: URL, asking: Asking): Promise<Answer> {
  const found = await addressesOf(url.hostname.replace(/^\[|\]$/g, ''), asking)
  let answer: Answer = { kind: 'trouble', trouble: 'unknown-host' }
  if ('kind' in found) return found
  for (const address of found.slice(0, mostAddresses)) {
    answer = await askInTime(url, address, asking)
    if (answer.kind !== 'trouble' || answer.unconnected !== true) return answer
  }
  return answer
}

async function askInTime(url: URL, address: Address, asking: Asking): Promise<Answer> {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), asking.whole)
  try {
    return await askAt(url, address, asking, controller.signal)
  } finally {
    clearTimeout(timer)
    controller.abort()
  }
}

type Address = { address: string; family: number }

/** Those of version 4 first: they are reached from everywhere. */
async function addressesOf(host: string, { privateToo }: Asking): Promise<Address[] | Answer> {
  const known = isIP(host) > 0 ? [{ address: host, family: isIP(host) }] : await lookup(host, { all: true, order: 'ipv4first' }).catch(() => [])
  if (known.length === 0) return { kind: 'trouble', trouble: 'unknown-host' }
  return privateToo || known.every(({ address }) => isPublicAddress(address)) ? known : { kind: 'trouble', trouble: 'private' }
}

function askAt(url: URL, { address, family }: Address, { silence }: Asking, signal: AbortSignal): Promise<Answer> {
  const secure = url.protocol === 'https:'
  const name = url.hostname.replace(/^\[|\]$/g, '')
  const options: RequestOptions & { servername?: string } = {
    host: address, family, port: url.port || (secure ? 443 : 80), path: url.pathname + url.search, agent: false, signal, timeout: silence,
    headers: { host: url.host, accept: 'image/webp,image/jpeg,image/png;q=0.9,image/*;q=0.5', 'user-agent': userAgent },
    ...(secure && isIP(name) === 0 && { servername: name }),
  }
  return new Promise((resolve) => {
    const request = secure ? requestSecure(options) : requestPlain(options)
    let connected = false
    const late = () => {
      resolve({ kind: 'trouble', trouble: 'slow', unconnected: !connected })
      request.destroy()
    }
    request.once('socket', (socket) => socket.once(secure ? 'secureConnect' : 'connect', () => (connected = true)))
    request.once('timeout', late)
    request.on('error', () => {
      if (signal.aborted) late()
      else resolve({ kind: 'trouble', trouble: connected ? 'broken-off' : 'unreachable', unconnected: !connected })
    })
    request.once('response', (response) => {
      void readAnswer(response, url, signal).then((answer) => {
        resolve(answer)
        request.destroy()
      })
    })
    request.end()
  })
}

async function readAnswer(response: IncomingMessage, url: URL, signal: AbortSignal): Promise<Answer> {
  const { statusCode: status = 0, headers } = response
  if (status >= 300 && status < 400 && headers.location !== undefined) {
    return URL.canParse(headers.location, url) ? { kind: 'redirect', to: new URL(headers.location, url).href } : { kind: 'trouble', trouble: 'refused' }
  }
  if (status === 429 || status >= 500) return { kind: 'busy', seconds: Math.min(Math.max(Number(headers['retry-after']) || 1, 1), 60) }
  if (status !== 200) return { kind: 'trouble', trouble: status === 404 || status === 410 ? 'missing' : 'refused' }
  return readPicture(response, Number(headers['content-length'] ?? 0), signal)
}

async function readPicture(response: IncomingMessage, said: number, signal: AbortSignal): Promise<Answer> {
  if (said > largestFile) return { kind: 'trouble', trouble: 'large' }
  const parts: Uint8Array[] = []
  let length = 0
  let looked = false
  try {
    for await (const part of response) {
      parts.push(part)
      length += part.length
      if (length > largestFile) return { kind: 'trouble', trouble: 'large' }
      if (looked || length < 16) continue
      looked = true
      if (fileKind(Buffer.concat(parts)) === null) return { kind: 'trouble', trouble: 'no-picture' }
    }
  } catch {
    return { kind: 'trouble', trouble: signal.aborted ? 'slow' : 'broken-off' }
  }
  return looked ? { kind: 'bytes', bytes: Buffer.concat(parts) } : { kind: 'trouble', trouble: 'no-picture' }
}
