import { besideOf, isRecord, readBeside } from '#lib/posts/writing/beside.ts'
import type { Beside } from '#lib/posts/writing/beside.ts'
import { sameDraft } from './essay-draft.ts'
import type { EssayDraft, EssayWords } from './essay-draft.ts'

/** An essay as this browser remembers it, because no server has had it yet. `version` is that of the essay it was begun from. */
export type LocalCopy = EssayDraft & { version: number; at: number }

/** A copy, and the name under which it is kept. */
export type FoundCopy = LocalCopy & { name: string }

/** Whose copy of which essay, and of which window: two windows may each have words that no server has. */
export type CopyPlace = { by: string; postId: string; windowId: string }

const prefix = 'afterword.essay '

/** After so long a copy is thrown away unasked, in milliseconds: sixty days. */
const life = 60 * 86_400_000

/** A name for a window. No secret: it only has to be another one than that of the next window. */
export function nameWindow(): string {
  return Math.random().toString(36).slice(2)
}

/** Remembers a text. @returns false where the browser keeps nothing, or has no room */
export function writeCopy(place: CopyPlace, copy: LocalCopy): boolean {
  return withStorage((storage) => {
    storage.setItem(nameOf(place), JSON.stringify(copy))
    return true
  }) ?? false
}

/** Forgets the copy of this window. */
export function dropCopy(place: CopyPlace): void {
  dropNamed(nameOf(place))
}

/** Forgets a copy by its name. */
export function dropNamed(name: string): void {
  withStorage((storage) => storage.removeItem(name))
}

/**
 * What this browser remembers of an essay and the server has not, newest first. Copies that say what the server says are thrown away, and
 * so are those of any essay that nobody came back to for {@link life}.
 * @param known the text as the server has it; what stands beside the words is taken from it where a copy says nothing of it
 */
export function findCopies({ by, postId }: Omit<CopyPlace, 'windowId'>, known: EssayDraft, now: number): FoundCopy[] {
  return withStorage((storage) => {
    const names = Array.from({ length: storage.length }, (_, place) => storage.key(place) ?? '').filter((name) => name.startsWith(prefix))
    const found: FoundCopy[] = []
    for (const name of names) {
      const copy = parse(storage.getItem(name), known)
      const ours = name.startsWith(`${prefix}${by} ${postId} `)
      if (!copy || now - copy.at > life || (ours && sameDraft(copy, known))) storage.removeItem(name)
      else if (ours) found.push({ ...copy, name })
    }
    return found.sort((one, other) => other.at - one.at)
  }) ?? []
}

function nameOf({ by, postId, windowId }: CopyPlace): string {
  return `${prefix}${by} ${postId} ${windowId}`
}

/** Storage may be refused, full, or not there at all. Then there is no copy, and nothing else changes. */
function withStorage<Value>(work: (storage: Storage) => Value): Value | null {
  try {
    return work(window.localStorage)
  } catch {
    return null
  }
}

function parse(text: string | null, known: Beside): LocalCopy | null {
  try {
    const value: unknown = JSON.parse(text ?? '')
    if (!isRecord(value) || !hasWords(value)) return null
    const { title, standfirst, source, version, at } = value
    return typeof version === 'number' && typeof at === 'number' ? { title, standfirst, source, ...(readBeside(value) ?? besideOf(known)), version, at } : null
  } catch {
    return null
  }
}

function hasWords(value: Record<string, unknown>): value is Record<string, unknown> & EssayWords {
  return (['title', 'standfirst', 'source'] as const).every((name) => typeof value[name] === 'string')
}
