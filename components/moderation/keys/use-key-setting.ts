'use client'

import { useSyncExternalStore } from 'react'

const place = 'afterword.desk-keys'
const listeners = new Set<() => void>()

/**
 * Whether single keys act. People who speak to their computer, or hit keys by accident, can turn them off (WCAG 2.1.4); the
 * browser remembers it.
 */
export function useKeySetting(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(listen, read, () => true)
  return [on, write]
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function read(): boolean {
  try {
    return window.localStorage.getItem(place) !== 'off'
  } catch {
    return true
  }
}

function write(on: boolean) {
  try {
    window.localStorage.setItem(place, on ? 'on' : 'off')
  } catch {
    // A browser that keeps nothing forgets this too.
  }
  for (const listener of listeners) listener()
}
