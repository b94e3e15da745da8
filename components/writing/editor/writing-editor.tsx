'use client'

import './editor.css'
import { useEffect, useState } from 'react'
import { OpenEditor } from './open-editor.tsx'
import type { Places } from './open-editor.tsx'

export type WritingEditorProps = {
  postId: string
  /** Texts of imports that Markdown cannot say stay HTML: nothing of Markdown is offered for them. */
  format: 'markdown' | 'html'
  lang: string
  version: number
  savedAt: Date | null
  /** The writer's handle: copies in this browser are theirs alone. */
  by: string
  words: number
}

/**
 * All that a script adds to the form in which an essay is written. The form stands there without it and goes on working when any of
 * this does not come.
 */
export function WritingEditor(props: WritingEditorProps) {
  const [places, setPlaces] = useState<Places | null>(null)
  useEffect(() => {
    const form = document.querySelector<HTMLFormElement>('form#writing')
    const area = form?.querySelector<HTMLTextAreaElement>('textarea#writing-source')
    if (!form || !area) return
    const bar = document.createElement('div')
    bar.className = 'writing-bar-place'
    form.before(bar)
    setPlaces({ form, area, bar })
    return () => bar.remove()
  }, [])
  return places && <OpenEditor {...props} places={places} />
}
