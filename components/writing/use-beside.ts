import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Beside } from '#lib/posts/writing/beside.ts'

const eventName = 'writing:beside'

/** Puts other topics and works into the form of an essay. They stand in it when this returns. */
export function writeBeside(form: HTMLFormElement, beside: Beside): void {
  form.dispatchEvent(new CustomEvent<Beside>(eventName, { detail: beside }))
}

/**
 * What stands beside the words in a form: as the page came, or as it was put there since by {@link writeBeside}. A page that comes anew with a newer
 * version counts again.
 * @returns also a key for the fields, which begin anew with it, and the form's ref
 */
export function useBeside(version: number, printed: Beside) {
  const form = useRef<HTMLFormElement>(null)
  const [put, setPut] = useState<{ beside: Beside; version: number; count: number } | null>(null)
  useEffect(() => {
    const on = form.current
    const listen = (event: Event) => {
      if (event instanceof CustomEvent) flushSync(() => setPut((before) => ({ beside: event.detail as Beside, version, count: (before?.count ?? 0) + 1 })))
    }
    on?.addEventListener(eventName, listen)
    return () => on?.removeEventListener(eventName, listen)
  }, [version])
  const present = put?.version === version ? put : null
  return { form, beside: present?.beside ?? printed, key: present ? `put ${present.count}` : 'printed', isPut: present !== null }
}
