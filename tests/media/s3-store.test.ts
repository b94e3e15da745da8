import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { readSettings } from '#lib/env.ts'
import { mediaStore } from '#lib/media/store/media-store.ts'
import { s3Store } from '#lib/media/store/s3-store.ts'
import { sha256, signRequest } from '#lib/media/store/sign-request.ts'

// The examples of the documentation of S3 ("Authenticating Requests: Using the Authorization Header"), with its public keys.
const example = { keyId: 'AKIAIOSFODNN7EXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', region: 'us-east-1' }
const thatDay = new Date('2013-05-24T00:00:00Z')

test.each([
  ['GET', 'https://examplebucket.s3.amazonaws.com/test.txt', { range: 'bytes=0-9' }, '', 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41'],
  ['PUT', 'https://examplebucket.s3.amazonaws.com/test%24file.text', { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' }, 'Welcome to Amazon S3.', '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd'],
])('%s %s is signed as the documentation signs it', (method, url, headers, body, signature) => {
  const signed = signRequest({ method, url: new URL(url), headers, bodyHash: sha256(body) }, example, thatDay)
  expect(signed.authorization).toContain(`Signature=${signature}`)
})

type Fault = (request: IncomingMessage) => number | null

/** A store that checks every signature and keeps files in memory. */
async function startStore(fault: Fault = () => null) {
  const files = new Map<string, Buffer>()
  const seen: string[] = []
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray())
    const { method = '', url = '', headers } = request
    seen.push(`${method} ${url}`)
    const status = fault(request) ?? answer(method, url, body, headers)
    response.statusCode = status
    response.end(method === 'GET' && status === 200 ? files.get(url) : '<Error><Code>Secret</Code></Error>')
  })
  const answer = (method: string, url: string, body: Buffer, headers: IncomingMessage['headers']) => {
    const time = String(headers['x-amz-date'])
    const at = new Date(time.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z'))
    const wanted = signRequest({ method, url: new URL(url, `http://${headers.host}`), headers: {}, bodyHash: sha256(body) }, example, at)
    if (headers.authorization !== wanted.authorization || headers['x-amz-content-sha256'] !== sha256(body)) return 403
    if (method === 'PUT') return files.set(url, body), 200
    if (method === 'DELETE') return files.delete(url), 204
    return files.has(url) ? 200 : 404
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { endpoint, files, seen, store: s3Store({ endpoint, bucket: 'journal', ...example }) }
}

const closing: (() => unknown)[] = []
afterEach(() => closing.splice(0).forEach((close) => close()))

describe('an S3-compatible store', () => {
  test('gives what it was given, knows what is not there, and forgets', async () => {
    const { store, files, seen } = await startStore()
    const bytes = new Uint8Array(300_000).map((_, at) => at % 251)
    await store.put('ab.webp', bytes)
    expect([...files.keys()]).toEqual(['/journal/media/ab.webp'])
    expect(await store.get('ab.webp')).toEqual(bytes)
    expect(await store.get('none.webp')).toBeNull()
    await store.remove(['ab.webp', 'none.webp'])
    expect([files.size, seen.length]).toEqual([0, 5])
  })

  test('says whether a file is there, and whole', async () => {
    const { store, seen } = await startStore()
    await store.put('ab.webp', new Uint8Array([1, 2, 3]))
    expect([await store.has('ab.webp'), await store.has('none.webp')]).toEqual([true, false])
    expect(seen.slice(1)).toEqual(['HEAD /journal/media/ab.webp', 'HEAD /journal/media/none.webp'])
  })

  test('is asked again when it fails, three times in all', async () => {
    let failures = 2
    const { store, files } = await startStore(() => (failures-- > 0 ? 503 : null))
    await store.put('ab.webp', new Uint8Array([1]))
    expect(files.size).toBe(1)
    failures = 3
    await expect(store.put('cd.webp', new Uint8Array([1]))).rejects.toThrow('The store for images answered 503')
  })

  test('that takes no key says so at once, and its words stay out of ours', async () => {
    const { store, seen } = await startStore(() => 403)
    await expect(store.put('ab.webp', new Uint8Array([1]))).rejects.toThrow(/^The store for images answered 403$/)
    await expect(store.get('ab.webp')).rejects.toThrow(/403$/)
    expect(seen).toHaveLength(2)
  })

  test('that is away is a failure', async () => {
    const store = s3Store({ endpoint: 'http://127.0.0.1:9', bucket: 'journal', ...example })
    await expect(store.get('ab.webp')).rejects.toThrow()
  })

  test('is used when the settings name one', async () => {
    const { endpoint, files } = await startStore()
    const given = { S3_ENDPOINT: `${endpoint}/`, S3_BUCKET: 'journal', S3_ACCESS_KEY_ID: example.keyId, S3_SECRET_ACCESS_KEY: example.secret }
    await mediaStore(readSettings(given)).put('ab.webp', new Uint8Array([1]))
    expect([...files.keys()]).toEqual(['/journal/media/ab.webp'])
    for (const name of Object.keys(given)) expect(() => readSettings({ ...given, [name]: '' })).toThrow(`${name} is missing`)
  })
})
