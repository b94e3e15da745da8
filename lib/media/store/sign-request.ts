import { createHash, createHmac } from 'node:crypto'

/** Who asks an S3-compatible store, and where it stands. */
export type Credentials = { keyId: string; secret: string; region: string }

/** A request as it is signed: its headers beside those that signing adds, and the SHA-256 of its body in hexadecimal digits. */
export type Unsigned = { method: string; url: URL; headers: Record<string, string>; bodyHash: string }

/**
 * The headers of a request that is signed for S3 with AWS Signature Version 4 (AWS General Reference, "Signature Version 4 signing
 * process"): every one of its headers is under the signature.
 */
export function signRequest({ method, url, headers, bodyHash }: Unsigned, { keyId, secret, region }: Credentials, now: Date): Record<string, string> {
  const time = now.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const scope = `${time.slice(0, 8)}/${region}/s3/aws4_request`
  const signed: Record<string, string> = { ...headers, host: url.host, 'x-amz-content-sha256': bodyHash, 'x-amz-date': time }
  const names = Object.keys(signed).sort()
  const request = [method, url.pathname, url.search.slice(1), ...names.map((name) => `${name}:${signed[name]?.trim()}`), '', names.join(';'), bodyHash].join('\n')
  const signature = hmac(keyOf(secret, scope), ['AWS4-HMAC-SHA256', time, scope, sha256(request)].join('\n')).toString('hex')
  const { host: _, ...sent } = signed
  return { ...sent, authorization: `AWS4-HMAC-SHA256 Credential=${keyId}/${scope},SignedHeaders=${names.join(';')},Signature=${signature}` }
}

/** SHA-256 in hexadecimal digits. */
export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A key for one day, place and service, derived step by step from the secret. */
function keyOf(secret: string, scope: string): Buffer {
  return scope.split('/').reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`AWS4${secret}`))
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
