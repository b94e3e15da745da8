import { TEXT_LIMITS } from '#lib/rendering/check-text.ts'
import { isAddress, nextNote } from '../markdown/insert-parts.ts'
import type { Surface } from '../surface/surface.ts'
import { isVerbatim, putPasted } from './put-pasted.ts'
import type { Copied, Pasted } from './read-pasted.ts'

/**
 * UTF-16 units: of the HTML, of what is left of it without the pictures that stand in it, and of its words, of which an essay takes no more. A million of
 * markup are the longest essays that there are, from the wordiest of programs, and keep a slow browser busy for some seconds; with more it would stand still.
 */
const longest = { html: 8_000_000, markup: 1_000_000, words: TEXT_LIMITS.essay.codePoints }

/**
 * Formatted words on the clipboard, where they are wanted as Markdown; null where plain ones are pasted, as any field does.
 * @param leaveOut is told that they are pasted plain because they are too long
 */
export function formattedIn(data: DataTransfer | null, surface: Pick<Surface, 'read'>, leaveOut: () => void): Copied | null {
  if (!data || data.types.includes('vscode-editor-data')) return null
  const html = data.getData('text/html')
  const words = data.getData('text/plain').replace(/\r\n?/g, '\n')
  if (html === '' || isAddress(words.trim()) || isVerbatim(surface.read())) return null
  if (!isTooLong(html, words)) return { html, words }
  leaveOut()
  return null
}

function isTooLong(html: string, words: string): boolean {
  if (html.length > longest.html || words.length > longest.words) return true
  return html.length > longest.markup && html.replace(/data:image\/[^"'\s>]*/g, '').length > longest.markup
}

/**
 * Pastes them in the place of what is selected, in one step. What reads HTML comes with the first of them; where it does not come, the words are pasted.
 * @param takePictures is given those that stand in the HTML itself, each with its place
 */
export async function takeFormatted(copied: Copied, surface: Surface, takePictures: (files: File[], place: () => number) => void): Promise<void> {
  const { text, from, to } = surface.read()
  const [start, end] = [surface.holdPlace(from), surface.holdPlace(to)]
  const pasted = await readCopied(copied, nextNote(text))
  const written = { ...surface.read(), from: Math.min(start(), end()), to: end() }
  const { words } = copied
  if (!pasted) return surface.apply({ from: written.from, to: written.to, insert: words, select: { from: written.from + words.length, to: written.from + words.length } })
  const change = putPasted(written, pasted.markdown, words)
  surface.apply(change)
  const begins = change.from + change.insert.indexOf(pasted.markdown)
  for (const { at, file } of pasted.pictures) takePictures([file], surface.holdPlace(begins + at))
}

async function readCopied(copied: Copied, note: number): Promise<Pasted | null> {
  try {
    const { readPasted } = await import('./read-pasted.ts')
    return readPasted(copied, { origin: window.location.origin, nextNote: note })
  } catch {
    return null
  }
}

/** Whether keys ask for plain words: Ctrl Shift V. Browsers differ in what they leave on the clipboard then. */
export function asksForPlain({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): boolean {
  return shiftKey && key.toLowerCase() === 'v'
}
