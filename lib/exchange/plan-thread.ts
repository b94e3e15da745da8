/** A comment as far as its place in a thread is concerned. */
export type Placeable = {
  id: string
  /** Empty or 0 for top-level. */
  parent: string
  at: Date
  /** Whether it will be in the thread: spam, trash and pings will not. */
  kept: boolean
}

export type Displacement = 'no-parent' | 'parent-left-out' | 'circle' | 'too-deep'

export type Placed<Comment> = {
  comment: Comment
  parent: Comment | null
  /** 0 for top-level. */
  depth: number
  /** Why it does not stand where the export says, if it does not. */
  displaced?: Displacement
}

/** The database takes 1,000 levels, and 2,400 bytes of path, of which a level needs one to four. */
const DEEPEST = 599

/**
 * Gives every kept comment of a post a place, whatever order they come in: parents before replies, and siblings by date. A
 * reply to what is not there goes to the nearest comment above it that is, or becomes top-level; of comments that reply to
 * each other in a circle, the oldest becomes top-level.
 */
export function planThread<Comment extends Placeable>(comments: readonly Comment[]): Placed<Comment>[] {
  const byId = new Map<string, Comment>()
  for (const comment of comments) if (!byId.has(comment.id)) byId.set(comment.id, comment)
  const broken = breakCircles(comments, byId)
  const places = new Map<Comment, Placed<Comment>>()
  for (const comment of comments) if (comment.kept) place(comment, byId, broken, places)
  return [...places.values()].sort((one, other) => one.depth - other.depth || byDate(one.comment, other.comment))
}

/** The oldest comment of each circle, where it is cut. */
function breakCircles<Comment extends Placeable>(comments: readonly Comment[], byId: Map<string, Comment>): Set<Comment> {
  const broken = new Set<Comment>()
  const done = new Set<Comment>()
  for (const start of comments) {
    const path: Comment[] = []
    const onPath = new Set<Comment>()
    let here: Comment | undefined = start
    while (here && !done.has(here) && !onPath.has(here)) {
      path.push(here)
      onPath.add(here)
      here = byId.get(here.parent)
    }
    if (here && onPath.has(here)) {
      const oldest = path.slice(path.indexOf(here)).sort(byDate)[0]
      if (oldest) broken.add(oldest)
    }
    for (const comment of path) done.add(comment)
  }
  return broken
}

/** Walks up to what has a place already, and comes down again giving places; threads may be too deep for recursion. */
function place<Comment extends Placeable>(
  comment: Comment, byId: Map<string, Comment>, broken: Set<Comment>, places: Map<Comment, Placed<Comment>>,
): void {
  const waiting: Comment[] = []
  for (let here: Comment | undefined = comment; here && !places.has(here); here = broken.has(here) ? undefined : byId.get(here.parent)) {
    if (here.kept) waiting.push(here)
  }
  for (const each of waiting.reverse()) places.set(each, placeOne(each, byId, broken, places))
}

function placeOne<Comment extends Placeable>(
  comment: Comment, byId: Map<string, Comment>, broken: Set<Comment>, places: Map<Comment, Placed<Comment>>,
): Placed<Comment> {
  if (comment.parent === '' || comment.parent === '0') return { comment, parent: null, depth: 0 }
  if (broken.has(comment)) return { comment, parent: null, depth: 0, displaced: 'circle' }
  let above = byId.get(comment.parent)
  if (!above) return { comment, parent: null, depth: 0, displaced: 'no-parent' }
  const direct = above.kept
  while (above && !above.kept) above = broken.has(above) ? undefined : byId.get(above.parent)
  let place = above && places.get(above)
  const tooDeep = place !== undefined && place.depth >= DEEPEST
  if (tooDeep && place?.parent) place = places.get(place.parent)
  const placed = { comment, parent: place?.comment ?? null, depth: place ? place.depth + 1 : 0 }
  if (tooDeep) return { ...placed, displaced: 'too-deep' }
  return direct ? placed : { ...placed, displaced: 'parent-left-out' }
}

function byDate(one: Placeable, other: Placeable): number {
  return one.at.getTime() - other.at.getTime() || Number(one.id) - Number(other.id) || (one.id < other.id ? -1 : 1)
}
