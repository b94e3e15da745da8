import { createHash, randomBytes, randomInt } from 'node:crypto'

/** A secret for a cookie, a link or a token: 256 random bits, safe in addresses. The database keeps its digest only. */
export function makeSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** SHA-256, hexadecimal. Enough for secrets of {@link makeSecret}; passwords are hashed by hash-password.ts. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** No 0, 1, i, l, o: what is printed is read aloud and typed. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password for somebody else to type once: four groups of five, 99 bits. */
export function makePassword(): string {
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}
