/** A text that one browser remembers, because no server has it yet. */
export type LocalCopy = { body: string; at: number; by: string }

const prefix = 'afterword.reply '

/** After so long a copy is thrown away unasked, in milliseconds: thirty days. */
const life = 30 * 86_400_000

function nameOf(place: { slug: string; parentId: string }): string {
  return `${prefix}${place.slug} ${place.parentId}`
}

/**
 * The copy for one place, if this viewer may be offered it: it was theirs, or of nobody who was signed in.
 * @param by the viewer's handle; empty when nobody is signed in
 */
export function readCopy(place: { slug: string; parentId: string }, by: string, now: number): LocalCopy | null {
  return withStorage((storage) => {
    throwOldAway(storage, now)
    const copy = parse(storage.getItem(nameOf(place)))
    return copy && (copy.by === by || copy.by === '') ? copy : null
  })
}

/** Remembers a text, or forgets it when it is empty. @returns false where the browser keeps nothing */
export function writeCopy(place: { slug: string; parentId: string }, copy: LocalCopy): boolean {
  return withStorage((storage) => {
    if (copy.body.trim() === '') storage.removeItem(nameOf(place))
    else storage.setItem(nameOf(place), JSON.stringify(copy))
    return true
  }) ?? false
}

/** Forgets what is kept elsewhere by now, was sent, or was thrown away. */
export function dropCopy(place: { slug: string; parentId: string }): void {
  withStorage((storage) => storage.removeItem(nameOf(place)))
}

/** Storage may be refused, full, or not there at all. Then there is no copy, and nothing else changes. */
function withStorage<Value>(work: (storage: Storage) => Value): Value | null {
  try {
    return work(window.localStorage)
  } catch {
    return null
  }
}

function throwOldAway(storage: Storage, now: number): void {
  const names = Array.from({ length: storage.length }, (_, place) => storage.key(place) ?? '').filter((name) => name.startsWith(prefix))
  for (const name of names) {
    const copy = parse(storage.getItem(name))
    if (!copy || now - copy.at > life) storage.removeItem(name)
  }
}

function parse(text: string | null): LocalCopy | null {
  try {
    const value: unknown = JSON.parse(text ?? '')
    if (typeof value !== 'object' || value === null || !('body' in value && 'at' in value && 'by' in value)) return null
    const { body, at, by } = value
    return typeof body === 'string' && typeof at === 'number' && typeof by === 'string' ? { body, at, by } : null
  } catch {
    return null
  }
}
