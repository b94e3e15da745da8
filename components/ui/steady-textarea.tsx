'use client'

import { useLayoutEffect, useState, useSyncExternalStore } from 'react'
import type { ComponentProps } from 'react'

type Standing = { value: string; start: number; end: number }

/**
 * A textarea in which one may write before the page's script has come. React puts the first text back into such a field when it
 * takes over what the server sent, words typed meanwhile and the cursor's place included; here both stay.
 */
export function SteadyTextarea(props: ComponentProps<'textarea'> & { id: string }) {
  const { id } = props
  const takingOver = useSyncExternalStore(neverChanges, () => false, () => true)
  const [before] = useState(() => (takingOver ? readStanding(id) : null))
  useLayoutEffect(() => {
    const area = areaOf(id)
    // What was typed since then is newer than what was read.
    if (!area || !before || area.value !== area.defaultValue) return
    if (area.value !== before.value) area.value = before.value
    if (document.activeElement === area) area.setSelectionRange(before.start, before.end)
  }, [id, before])
  return <textarea {...props} />
}

/** What stands in the field of the server's page, before React has touched it; null where there is none. */
function readStanding(id: string): Standing | null {
  const area = areaOf(id)
  return area && { value: area.value, start: area.selectionStart, end: area.selectionEnd }
}

function neverChanges() {
  return () => {}
}

function areaOf(id: string): HTMLTextAreaElement | null {
  if (typeof document === 'undefined') return null
  const found = document.getElementById(id)
  return found instanceof HTMLTextAreaElement ? found : null
}
