import type { OpenThread } from './open-thread.ts'

/**
 * Knows which of the comments that come in are of people whom the reader mutes. What was approved last is the same for everybody;
 * this is asked of nobody but the reader's own server, and only when something has come in that is not known yet.
 * @returns those that the reader does not want to hear of
 */
export function startMuted({ root, slug, signal }: OpenThread): (arrived: string[]) => Promise<ReadonlySet<string>> {
  const known = new Set<string>()
  const muted = new Set<string>()
  return async (arrived) => {
    if (root.dataset.signedIn === undefined || arrived.every((id) => known.has(id))) return muted
    const answer = await fetch(`/posts/${encodeURIComponent(slug)}/latest/muted`, { signal })
    if (answer.ok) for (const id of (await answer.json()).muted) muted.add(id)
    for (const id of arrived) known.add(id)
    return muted
  }
}
