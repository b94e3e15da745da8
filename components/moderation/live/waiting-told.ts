/** How many wait, for what stands outside the desk: the head of the page is made before it. */
let told: number | null = null
const followers = new Set<() => void>()

export function tellWaiting(waiting: number) {
  told = waiting
  for (const hear of followers) hear()
}

/** Null while nothing was told on this page. */
export function waitingTold(): number | null {
  return told
}

export function followWaiting(hear: () => void): () => void {
  followers.add(hear)
  return () => followers.delete(hear)
}
