import { randomBytes } from 'node:crypto'

/**
 * An id for a row that is written by SQL of ours: a UUID of version 7 (RFC 9562), as the ORM makes them. It begins with the
 * moment, so that rows written together lie together in an index.
 * @param at when the row came to be
 */
export function orderedId(at = new Date()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(at.getTime(), 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
