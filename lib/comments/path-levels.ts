/**
 * The beginning of a path: where the ancestor stands that is the last of so many levels. The first byte of a level says how many
 * bytes it has, as in UTF-8 (see `path_level` in the database).
 */
export function cutPath(path: Uint8Array, levels: number): Uint8Array<ArrayBuffer> {
  let end = 0
  for (let level = 0; level < levels && end < path.length; level++) end += bytesOfLevel(path[end] ?? 0)
  return Uint8Array.from(path.subarray(0, end))
}

/** The path of the top-level comment of an ordinal; as long as one level, as `path_level` in the database writes it. */
export function pathOfLevel(ordinal: number): Uint8Array<ArrayBuffer> {
  const [bytes, value] = ordinal < 128 ? [1, ordinal] : ordinal < 16_512 ? [2, ordinal - 128 + 0x8000] : ordinal < 2_113_664 ? [3, ordinal - 16_512 + 0xc00000] : [4, ordinal - 2_113_664 + 0xe0000000]
  return Uint8Array.from({ length: bytes }, (_, place) => Math.floor(value / 256 ** (bytes - 1 - place)) % 256)
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
