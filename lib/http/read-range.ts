/** The bytes of a file that are wanted, both ends included. */
export type Range = { from: number; to: number }

type File = {
  /** In bytes. */
  size: number
  /** As it is sent, with its quotes. */
  etag: string
}

/**
 * The one range of bytes that a request asks for (RFC 9110, section 14). Several at once, other units and what cannot be read are no range: all of the
 * file is the answer then, as the section allows; and so it is where the asker holds another version of it.
 * @returns null for the whole file; `outside` where nothing of the file lies in the range
 */
export function readRange(headers: { get(name: string): string | null }, { size, etag }: File): Range | 'outside' | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.get('range')?.trim() ?? '') ?? []
  const held = headers.get('if-range')
  if ((first === '' && last === '') || (held !== null && held !== etag)) return null
  if (first === '') return Number(last) === 0 || size === 0 ? 'outside' : { from: Math.max(0, size - Number(last)), to: size - 1 }
  if (last !== '' && Number(last) < Number(first)) return null
  return Number(first) >= size ? 'outside' : { from: Number(first), to: Math.min(size - 1, last === '' ? size - 1 : Number(last)) }
}
