import { randomBytes } from 'node:crypto'

/** A UUID of version 7 for a moment: rows written together lie together in an index. */
export function sampleId(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  const [a = 0, b = 0, ...rest] = randomBytes(10)
  const tail = Buffer.from([0x70 | (a & 0x0f), b, 0x80 | ((rest[0] ?? 0) & 0x3f), ...rest.slice(1)]).toString('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`
}
