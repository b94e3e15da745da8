/** A text that one browser remembers, because no server has it yet. */
export type LocalCopy = { body: string; at: number; by: string }

type Place = { slug: string; parentId: string }

const prefix = 'afterword.reply '

/** After so long a copy is thrown away unasked, in milliseconds: thirty days. */
const life = 30 * 86_400_000

/** Where words of one person for one place are kept: several people may share a browser. */
function nameOf(place: Place, by: string): string {
  return `${prefix}${by} ${place.slug} ${place.parentId}`
}

/**
 * The copy for one place, if there is one that this viewer may be offered: theirs, or else that of nobody who was signed in.
 * @param by the viewer's handle; empty when nobody is signed in
 */
export function readCopy(place: Place, by: string, now: number): LocalCopy | null {
  return withStorage((storage) => {
    throwOldAway(storage, now)
    return parse(storage.getItem(nameOf(place, by))) ?? parse(storage.getItem(nameOf(place, '')))
  })
}

/** Remembers a text, or forgets it when it is empty. @returns false where the browser keeps nothing */
export function writeCopy(place: Place, copy: LocalCopy): boolean {
  return withStorage((storage) => {
    if (copy.body.trim() === '') storage.removeItem(nameOf(place, copy.by))
    else storage.setItem(nameOf(place, copy.by), JSON.stringify(copy))
    return true
  }) ?? false
}

/**
 * Forgets what is kept elsewhere by now, was sent, or was thrown away.
 * @param by whose it was, as {@link readCopy} says
 */
export function dropCopy(place: Place, by: string): void {
  withStorage((storage) => storage.removeItem(nameOf(place, by)))
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
