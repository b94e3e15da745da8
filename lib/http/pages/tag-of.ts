import { createHash } from 'node:crypto'

const attribute = ' data-shown-until="'
const momentOfMaking = / data-shown-until="[\dT:.-]{19,23}Z"/

/**
 * Names what a page says: the same as long as it says the same, whenever it was made. Until when it shows everything is of its making; whoever holds an
 * older one is told once more of what they have, and misses nothing.
 */
export function tagOf(body: Buffer): string {
  const at = body.indexOf(attribute)
  const [found = ''] = at === -1 ? [] : (momentOfMaking.exec(body.toString('latin1', at, at + 60)) ?? [])
  const hash = createHash('sha256').update(body.subarray(0, Math.max(at, 0))).update(body.subarray(Math.max(at, 0) + found.length))
  return `W/"${hash.digest('base64url')}"`
}
