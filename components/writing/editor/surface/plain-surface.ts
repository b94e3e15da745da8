import type { Change } from '../markdown/change.ts'
import { continueLines } from '../markdown/continue-lines.ts'
import { pasteAddress } from '../markdown/insert-parts.ts'
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

  area.addEventListener('input', () => listener.changed(), { signal })
  area.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.isComposing && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey) applyIfAny(event, continueLines(read()))
  }, { signal })
  area.addEventListener('paste', (event) => {
    const pictures = markdown ? picturesIn(event.clipboardData) : []
    if (pictures.length === 0) return applyIfAny(event, pasteAddress(read(), event.clipboardData?.getData('text/plain') ?? ''))
    event.preventDefault()
    listener.pictures(pictures, holdPlace())
  }, { signal })
  area.addEventListener('drop', (event) => {
    const pictures = markdown ? picturesIn(event.dataTransfer) : []
    if (pictures.length === 0) return
    event.preventDefault()
    listener.pictures(pictures, holdPlace())
  }, { signal })

  /** Good enough for a short absence: what is written before the place moves it along. */
  function holdPlace(): () => number {
    const behind = area.value.length - area.selectionEnd
    return () => Math.max(0, area.value.length - behind)
  }

  return { read, apply, holdPlace, focus: () => area.focus(), end: () => listening.abort() }
}
