import { useEffect, useRef, useState } from 'react'
import { plainSurface } from './plain-surface.ts'
import type { Surface, SurfaceListener } from './surface.ts'

type Options = { area: HTMLTextAreaElement; lang: string; markdown: boolean; plain: boolean }

/**
 * Where the text is written: the field of the form at once, and CodeMirror in its place as soon as that has come, unless its
 * writer likes the field better. The text, what is selected and the focus move along.
 */
export function useSurface({ area, lang, markdown, plain }: Options, listener: SurfaceListener): { current: Surface | null } {
  const surface = useRef<Surface | null>(null)
  const told = useRef(listener)
  told.current = listener
  const [listening] = useState<SurfaceListener>(() => ({ changed: () => told.current.changed(), pictures: (files, place) => told.current.pictures(files, place), leftPlain: () => told.current.leftPlain() }))

  useEffect(() => {
    let ended = false
    const label = area.labels[0]
    const place = document.createElement('div')
    place.className = 'writing-text'
    surface.current = plainSurface(area, markdown, listening)

    const open = async () => {
      const { openCodeMirror } = await import('./code-mirror.ts')
      if (ended) return
      const had = { focus: document.activeElement === area, from: area.selectionStart, to: area.selectionEnd, text: area.value }
      surface.current?.end()
      area.before(place)
      surface.current = openCodeMirror({ parent: place, text: had.text, attributes: nameOf(area, label, lang), placeholder: area.placeholder, markdown }, listening)
      area.hidden = true
      if (had.focus) surface.current.apply({ from: 0, to: 0, insert: '', select: { from: had.from, to: had.to } })
    }
    const toText = () => surface.current?.focus()
    label?.addEventListener('click', toText)
    // Without it the field of the form goes on doing its work.
    if (!plain) void open().catch(() => {})

    return () => {
      ended = true
      label?.removeEventListener('click', toText)
      const written = surface.current?.read().text ?? area.value
      surface.current?.end()
      surface.current = null
      place.remove()
      area.hidden = false
      area.value = written
    }
  }, [area, lang, markdown, plain, listening])

  return surface
}

/** What names the field names the text. */
function nameOf(area: HTMLTextAreaElement, label: HTMLLabelElement | undefined, lang: string): Record<string, string> {
  if (label) label.id ||= `${area.id}-label`
  const described = area.getAttribute('aria-describedby')
  return { lang, id: `${area.id}-text`, ...(label ? { 'aria-labelledby': label.id } : { 'aria-label': 'Text' }), ...(described && { 'aria-describedby': described }) }
}
