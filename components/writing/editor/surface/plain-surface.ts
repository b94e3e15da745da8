import type { Change } from '../markdown/change.ts'
import { continueLines } from '../markdown/continue-lines.ts'
import { pasteAddress } from '../markdown/insert-parts.ts'
import { asksForPlain, formattedIn, takeFormatted } from '../paste/take-formatted.ts'
import { picturesIn } from './surface.ts'
import type { Surface, SurfaceListener } from './surface.ts'

/**
 * The field of the form itself, with what the toolbar needs.
 * @param markdown false where the text is HTML: nothing is continued, nothing made into Markdown
 */
export function plainSurface(area: HTMLTextAreaElement, markdown: boolean, listener: SurfaceListener): Surface {
  const listening = new AbortController()
  const { signal } = listening
  const read = () => ({ text: area.value, from: area.selectionStart, to: area.selectionEnd })

  /** By the browser's own typing, so that its own undo takes it back. */
  const apply = ({ from, to, insert, select }: Change) => {
    area.focus()
    area.setSelectionRange(from, to)
    const typed = document.execCommand(insert === '' ? 'delete' : 'insertText', false, insert)
    if (!typed && area.value.slice(from, from + insert.length) !== insert) {
      area.setRangeText(insert, from, to)
      listener.changed()
    }
    area.setSelectionRange(select.from, select.to)
  }
  const applyIfAny = (event: Event, change: Change | null) => {
    if (!change || !markdown) return
    event.preventDefault()
    apply(change)
  }

  const surface: Surface = { read, apply, holdPlace, focus: () => area.focus(), end: () => listening.abort() }

  area.addEventListener('input', () => listener.changed(), { signal })
  let asksPlain = false
  area.addEventListener('keydown', (event) => {
    asksPlain = asksForPlain(event)
    if (event.key === 'Enter' && !event.isComposing && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey) applyIfAny(event, continueLines(read()))
  }, { signal })
  area.addEventListener('paste', (event) => {
    const pictures = markdown ? picturesIn(event.clipboardData) : []
    const link = pasteAddress(read(), event.clipboardData?.getData('text/plain') ?? '')
    if (pictures.length === 0 && link) return applyIfAny(event, link)
    const copied = markdown && !asksPlain ? formattedIn(event.clipboardData, surface, listener.leftPlain) : null
    if (pictures.length === 0 && !copied) return
    event.preventDefault()
    if (pictures.length > 0) listener.pictures(pictures, holdPlace())
    else if (copied) void takeFormatted(copied, surface, listener.pictures)
  }, { signal })
  area.addEventListener('keyup', () => {
    asksPlain = false
  }, { signal })
  area.addEventListener('drop', (event) => {
    const pictures = markdown ? picturesIn(event.dataTransfer) : []
    if (pictures.length === 0) return
    event.preventDefault()
    listener.pictures(pictures, holdPlace())
  }, { signal })

  /** Good enough for a short absence: what is written before the place moves it along. */
  function holdPlace(at = area.selectionEnd): () => number {
    const behind = area.value.length - at
    return () => Math.max(0, area.value.length - behind)
  }

  return surface
}
