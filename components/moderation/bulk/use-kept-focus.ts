'use client'

import { useEffect, useRef } from 'react'

/**
 * Where what had the focus has gone from the page, such as a button that was pressed, the focus goes to a heading, not to the
 * beginning of the page.
 * @param headingId of an element that takes the focus by script
 */
export function useKeptFocus(headingId: string) {
  const last = useRef<Element | null>(null)

  useEffect(() => {
    const note = () => {
      last.current = document.activeElement
    }
    note()
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [])

  useEffect(() => {
    if (!last.current || last.current.isConnected || document.activeElement !== document.body) return
    last.current = null
    document.getElementById(headingId)?.focus()
  })
}
