import { useEffect } from 'react'

/** In milliseconds: what was hidden while somebody typed stays so for as long without a key. */
const quiet = 4_000

/** Says on the page itself that somebody is typing, so that all that is not the text can step back. It returns with the pointer, with Tab, and by itself. */
export function useTyping(form: HTMLFormElement): void {
  useEffect(() => {
    const { dataset } = document.documentElement
    const listening = new AbortController()
    let timer: number | undefined
    const back = () => {
      clearTimeout(timer)
      delete dataset.typing
    }
    form.addEventListener('keydown', (event) => {
      const writes = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
      const inText = event.target instanceof Element && event.target.closest('.writing-text, #writing-source') !== null
      if (!writes || !inText) return event.key === 'Tab' || event.key === 'Escape' ? back() : undefined
      dataset.typing = 'yes'
      clearTimeout(timer)
      timer = window.setTimeout(back, quiet)
    }, { signal: listening.signal })
    for (const sign of ['pointermove', 'pointerdown', 'wheel', 'touchmove'] as const) {
      document.addEventListener(sign, back, { signal: listening.signal, passive: true })
    }
    return () => {
      listening.abort()
      back()
    }
  }, [form])
}
