/** How one text stands: what its writer is told of the queue, and whether somebody has it in hand. Null: it waits no more. */
export type Standing = { says: string; beingRead: boolean } | null

/** In milliseconds. One question for all texts of a page, and none while nobody looks at it. */
const askEvery = 30_000

/** Once somebody has a text in hand it is said for this long at least, in milliseconds: cards are put aside and taken up again. */
const keepRead = 60_000

type Watcher = { id: string; tell: (standing: Standing) => void; readUntil: number }

const watchers = new Set<Watcher>()
let timer: ReturnType<typeof setInterval> | undefined

/**
 * Tells how an own text that waits stands, again and again.
 * @returns a function that ends it
 */
export function watchWaiting(id: string, tell: (standing: Standing) => void): () => void {
  const watcher: Watcher = { id, tell, readUntil: 0 }
  watchers.add(watcher)
  timer ??= setInterval(() => void ask(), askEvery)
  return () => {
    watchers.delete(watcher)
    if (watchers.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

async function ask(): Promise<void> {
  if (document.hidden) return
  const answer = await readStandings()
  if (!answer) return
  const now = Date.now()
  for (const watcher of watchers) tellOne(watcher, answer[watcher.id] ?? null, now)
}

function tellOne(watcher: Watcher, standing: Standing, now: number): void {
  if (standing?.beingRead) watcher.readUntil = now + keepRead
  else if (standing && now < watcher.readUntil) return
  watcher.tell(standing)
}

/** Null while the server does not answer, or does not know who asks any more: what is on the page stays. */
async function readStandings(): Promise<Record<string, Standing> | null> {
  try {
    const answer = await fetch('/account/comments/waiting', { cache: 'no-store', headers: { Accept: 'application/json' } })
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}
