import { randomFillSync } from 'node:crypto'

/** Asking the system for a few bytes takes as long as for a few thousand. */
const drawn = Buffer.alloc(6_000)
let used = drawn.length

/** So many random bytes as text. Each is given out once. */
export function randomText(bytes: number, encoding: 'base64' | 'base64url'): string {
  if (used + bytes > drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  const text = drawn.toString(encoding, used, used + bytes)
  drawn.fill(0, used, used + bytes)
  used += bytes
  return text
}
