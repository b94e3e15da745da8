/** How one text stands: what its writer is told of the queue, and whether somebody has it in hand. Null: it waits no more. */
export type Standing = { says: string; beingRead: boolean } | null

/** In milliseconds. Few questions for all texts of a page, and none while nobody looks at it. */
const askEvery = 30_000

/** So many texts are asked about at once. */
const atOnce = 50

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
  const ids = [...new Set([...watchers].map(({ id }) => id))]
  for (let from = 0; from < ids.length; from += atOnce) {
    const answer = await readStandings(ids.slice(from, from + atOnce))
    if (!answer) return
    const now = Date.now()
    // Of what is not answered nothing is known.
    for (const watcher of watchers) if (answer[watcher.id] !== undefined) tellOne(watcher, answer[watcher.id] ?? null, now)
  }
}

function tellOne(watcher: Watcher, standing: Standing, now: number): void {
  if (standing?.beingRead) watcher.readUntil = now + keepRead
  else if (standing && now < watcher.readUntil) return
  watcher.tell(standing)
}

/** Null while the server does not answer, or does not know who asks any more: what is on the page stays. */
async function readStandings(ids: string[]): Promise<Record<string, Standing> | null> {
  try {
    const answer = await fetch(`/account/comments/waiting?${new URLSearchParams(ids.map((id) => ['id', id]))}`, { cache: 'no-store', headers: { Accept: 'application/json' } })
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}
