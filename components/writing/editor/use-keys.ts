import { useEffect, useRef } from 'react'
import { keysOf } from './commands.ts'
import { lineNames } from './read-form.ts'

/** Enter in a line leads on to the next, and from the last one into the text: a title has one line. */
export function useLinesEnd(form: HTMLFormElement, toText: () => void): void {
  const latest = useRef(toText)
  latest.current = toText
  useEffect(() => {
    const listening = new AbortController()
    form.addEventListener('keydown', (event) => {
      const place = lineNames.findIndex((name) => event.target instanceof HTMLElement && event.target === form.elements.namedItem(name))
      if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey || place === -1) return
      event.preventDefault()
      const next = form.elements.namedItem(lineNames[place + 1] ?? '')
      if (next instanceof HTMLElement) next.focus()
      else latest.current()
    }, { signal: listening.signal })
    return () => listening.abort()
  }, [form])
}

/**
 * Keys with Ctrl or Command, anywhere on the page but in a dialog.
 * @param press says whether the keys meant something here
 */
export function useKeys(mac: boolean, press: (keys: string) => boolean): void {
  const latest = useRef(press)
  latest.current = press
  useEffect(() => {
    const listening = new AbortController()
    document.addEventListener('keydown', (event) => {
      const keys = event.isComposing ? '' : keysOf(event, mac)
      const inDialog = event.target instanceof Element && event.target.closest('dialog') !== null
      if (keys === '' || inDialog || !latest.current(keys)) return
      event.preventDefault()
      event.stopPropagation()
    }, { capture: true, signal: listening.signal })
    return () => listening.abort()
  }, [mac])
}
