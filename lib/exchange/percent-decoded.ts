/** `%ce%b1` as `α`; what is no valid escape stays as it stands. */
export function percentDecoded(raw: string): string {
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}

/** The same for a whole path: escaped slashes and question marks stay escaped. */
export function pathDecoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
