import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const nonceBytes = 12
const tagBytes = 16

/**
 * Encrypts a text with a secret that is nowhere in the database (AES-256-GCM): whoever reads the table reads nothing. It opens
 * for the place that it was written at alone.
 */
export function sealText(text: string, secret: string, place: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce).setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return new Uint8Array([...nonce, ...cipher.getAuthTag(), ...body])
}

/** @returns null when the secret or the place is another one, or the bytes were changed */
export function openText(sealed: Uint8Array, secret: string, place: string): string | null {
  const bytes = Buffer.from(sealed)
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, nonceBytes))
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

/** The cookie's secret opens two things, the row by its digest and the text by this key; neither tells of the other. */
function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'afterword.carried-text', 32))
}
