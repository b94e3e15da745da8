/** What this browser remembers of how somebody likes to write. Nothing depends on it. */
export function readChoice(name: string): string {
  try {
    return window.localStorage.getItem(`afterword.writing ${name}`) ?? ''
  } catch {
    return ''
  }
}

/** Remembers it, where the browser does. */
export function writeChoice(name: string, value: string): void {
  try {
    window.localStorage.setItem(`afterword.writing ${name}`, value)
  } catch {
    // Next time it is chosen again.
  }
}
