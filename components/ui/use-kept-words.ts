'use client'

import { useRef, useState } from 'react'
import type { FormEvent } from 'react'
import type { FormState } from '#lib/form-state.ts'

/** What a form listens to so that it keeps its words. */
export type KeptWords = { onSubmit: (event: FormEvent<HTMLFormElement>) => void }

/**
 * Keeps what somebody writes into a form after sending it. React empties a form whose action has ended, some moments after the
 * answer is on the page: what was typed in between would be gone, and on a slow machine that is what one types next.
 * So a form that was refused is never emptied, but for passwords, and one that was done only when nothing in it has changed since
 * it was sent.
 * @param state what the form was answered
 */
export function useKeptWords(state: FormState): KeptWords {
  const answer = useRef(state)
  answer.current = state
  const sent = useRef('')
  // The browser's own event: React hears none of its own while it puts a page in place, which is when it empties forms.
  const [onReset] = useState(() => (event: Event) => {
    const unchanged = writtenIn(event.target) === sent.current
    if (unchanged && answer.current.status === 'done') return
    event.preventDefault()
    if (unchanged) emptySecrets(event.target)
  })
  return {
    onSubmit: ({ currentTarget }) => {
      sent.current = writtenIn(currentTarget)
      currentTarget.addEventListener('reset', onReset)
    },
  }
}

/** All that a person has put into a form, as one string to compare. What goes along unseen is not theirs. */
function writtenIn(form: EventTarget | null): string {
  if (!(form instanceof HTMLFormElement)) return ''
  const unseen = new Set([...form.elements].filter((field) => field instanceof HTMLInputElement && field.type === 'hidden').map((field) => field.getAttribute('name')))
  const written = [...new FormData(form)].filter(([name]) => !unseen.has(name))
  return JSON.stringify(written.map(([name, value]) => [name, typeof value === 'string' ? value : `${value.name} ${value.size}`]))
}

/** A password that was sent does not stay on the page. */
function emptySecrets(form: EventTarget | null) {
  if (!(form instanceof HTMLFormElement)) return
  for (const field of form.elements) if (field instanceof HTMLInputElement && field.type === 'password') field.value = ''
}
