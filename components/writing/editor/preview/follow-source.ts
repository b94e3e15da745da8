import { useEffect } from 'react'

/** While the page stands beside the text, it shows about the same place: as far down in it as the middle of the window is in the text. */
export function useFollowing(form: HTMLFormElement, following: boolean): void {
  useEffect(() => {
    if (!following) return
    let frame = 0
    const follow = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        const pane = document.querySelector('.writing-preview')
        const text = form.querySelector('.writing-text, textarea#writing-source:not([hidden])')
        if (!pane || !text) return
        const { top, height } = text.getBoundingClientRect()
        const place = Math.min(1, Math.max(0, (window.innerHeight / 2 - top) / Math.max(1, height)))
        const beyond = height > window.innerHeight ? place : 0
        pane.scrollTop = beyond * pane.scrollHeight - pane.clientHeight / 2
      })
    }
    window.addEventListener('scroll', follow, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('scroll', follow)
    }
  }, [form, following])
}
