/**
 * The beginning of a path: where the ancestor stands that is the last of so many levels. The first byte of a level says how many
 * bytes it has, as in UTF-8 (see `path_level` in the database).
 */
export function cutPath(path: Uint8Array, levels: number): Uint8Array<ArrayBuffer> {
  let end = 0
  for (let level = 0; level < levels && end < path.length; level++) end += bytesOfLevel(path[end] ?? 0)
  return Uint8Array.from(path.subarray(0, end))
}

function bytesOfLevel(first: number): number {
  if (first < 0x80) return 1
  if (first < 0xc0) return 2
  return first < 0xe0 ? 3 : 4
}

/** Behind everything that hangs on a place: no level begins with this byte. */
export function endOfBranch(path: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...path, 0xff])
}
