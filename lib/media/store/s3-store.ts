import type { MediaStore } from './media-store.ts'
import { sha256, signRequest } from './sign-request.ts'
import type { Credentials } from './sign-request.ts'

export type S3Place = Credentials & { endpoint: string; bucket: string }

/** In milliseconds: how long the store may take for one file. */
const patience = 20_000

/** How often it is asked before a failure is one. */
const tries = 3

/**
 * A bucket of an S3-compatible store, addressed by path (`https://store.example/bucket/media/…`), which all of them understand. It
 * stays closed to the public: files are given out by this site, which knows who may see them.
 */
export function s3Store({ endpoint, bucket, ...credentials }: S3Place): MediaStore {
  const ask = (method: string, fileName: string, body?: Uint8Array) => {
    const url = new URL(`${endpoint.replace(/\/$/, '')}/${bucket}/media/${fileName}`)
    return askAgain({ method, url, body, credentials })
  }
  return {
    async put(fileName, bytes) {
      await finish(await ask('PUT', fileName, bytes))
    },
    async get(fileName) {
      const answer = await ask('GET', fileName)
      if (answer.status !== 404) return readFile(answer)
      await answer.body?.cancel()
      return null
    },
    async has(fileName) {
      const answer = await ask('HEAD', fileName)
      await finish(answer, [404])
      return answer.ok && answer.headers.get('content-length') !== '0'
    },
    async remove(fileNames) {
      for (const fileName of fileNames) {
        const answer = await ask('DELETE', fileName)
        await finish(answer, [404])
      }
    },
  }
}

type Asked = { method: string; url: URL; body: Uint8Array | undefined; credentials: Credentials }

/** Each of these can be done twice: a file is written whole, and always with the same content. */
async function askAgain(asked: Asked): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const answer = await askOnce(asked).catch((error: unknown) => (attempt === tries ? Promise.reject(error) : null))
    if (answer && (answer.status < 500 || attempt === tries)) return answer
    await answer?.body?.cancel()
    await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** attempt))
  }
}

function askOnce({ method, url, body, credentials }: Asked): Promise<Response> {
  const headers = signRequest({ method, url, headers: {}, bodyHash: sha256(body ?? '') }, credentials, new Date())
  return fetch(url, { method, headers, redirect: 'error', signal: AbortSignal.timeout(patience), ...(body && { body: new Uint8Array(body) }) })
}

async function readFile(answer: Response): Promise<Uint8Array<ArrayBuffer>> {
  if (!answer.ok) await finish(answer)
  return new Uint8Array(await answer.arrayBuffer())
}

/** What the store says besides may hold names and keys, and stays out of the log. */
async function finish(answer: Response, fine: number[] = []): Promise<void> {
  await answer.body?.cancel()
  if (!answer.ok && !fine.includes(answer.status)) throw new Error(`The store for images answered ${answer.status}`)
}
