import { useEffect, useRef, useState } from 'react'
import { printedForm, readForm } from '../read-form.ts'
import { sameDraft } from './essay-draft.ts'
import type { EssayWords } from './essay-draft.ts'
import { keepSaving } from './keep-saving.ts'
import type { Keeper, Told } from './keep-saving.ts'
import { nameWindow } from './local-copy.ts'
import { beginSaving, isKept } from './save-state.ts'

type Options = { form: HTMLFormElement; postId: string; version: number; keptAt: number | null; by: string; read: () => string; write: (words: EssayWords) => void }

/** In milliseconds: so long a link waits for a saving before it leads on. What is not saved by then stands in this browser. */
const patience = 4_000

/** Keeps the form while it is being written, by {@link keepSaving}, and all that leads away from it. */
export function useKeeping({ form, postId, version, keptAt, by, read, write }: Options, hear: (told: Told) => void) {
  const keeper = useRef<Keeper | null>(null)
  const [state, setState] = useState(() => beginSaving(version, keptAt))
  const [copied, setCopied] = useState(true)
  const latest = useRef({ hear, read, write })
  latest.current = { hear, read, write }
  const waiting = useRef<(() => void)[]>([])

  useEffect(() => {
    const printed = printedForm(form)
    const listening = new AbortController()
    const { signal } = listening
    form.addEventListener('formdata', ({ formData }) => {
      formData.set('source', latest.current.read())
      formData.set('version', String(keeper.current?.state().version ?? version))
    }, { signal })

    const keeping = keepSaving({ place: { by, postId, windowId: nameWindow() }, version, keptAt, draft: printed, read: () => readForm(form) }, (told) => {
      setState(told.state)
      setCopied(told.copied)
      latest.current.hear(told)
      if (isKept(told.state) || told.state.trouble) for (const goOn of waiting.current.splice(0)) goOn()
    })
    keeper.current = keeping

    const onField = (event: Event) => {
      if (event.target instanceof Element && !event.target.closest('.writing-text, #writing-source')) keeping.changed()
    }
    form.addEventListener('input', onField, { signal })
    form.addEventListener('change', onField, { signal })
    form.addEventListener('submit', (event) => {
      const name = event.submitter instanceof HTMLButtonElement ? event.submitter.name : ''
      if (name !== '' && name !== 'reason') return
      event.preventDefault()
      event.stopPropagation()
      keeping.ask()
    }, { signal })
    document.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null
      const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
      if (!link || !plain || event.defaultPrevented || link.target === '_blank' || !leadsAway(link) || isKept(keeping.state()) || keeping.state().trouble) return
      event.preventDefault()
      keeping.ask()
      const go = () => window.location.assign(link.href)
      const timer = setTimeout(go, patience)
      waiting.current.push(() => {
        clearTimeout(timer)
        go()
      })
    }, { signal })
    // What the browser put back into the form, or was typed before this came, is not on the server.
    if (!sameDraft(printed, readForm(form))) keeping.changed()

    return () => {
      listening.abort()
      keeping.end()
    }
    // The page's own version is where it begins; what comes later is known here.
  }, [form, postId, by])

  useEffect(() => {
    const keeping = keeper.current
    // Words that are not saved yet meet the other text when they are, and both are shown then.
    if (!keeping || version <= keeping.state().version || !isKept(keeping.state())) return
    const printed = printedForm(form)
    keeping.renew(printed, version)
    latest.current.write(printed)
  }, [form, version])

  return { keeper, state, copied }
}

function leadsAway(link: HTMLAnchorElement): boolean {
  const there = new URL(link.href)
  return there.origin === window.location.origin && (there.pathname !== window.location.pathname || there.search !== window.location.search)
}
