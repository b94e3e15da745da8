'use client'

import { useEffect, useRef } from 'react'

/**
 * Chooses the clock of the browser beside it, where nobody has ever named one. Without scripts the site's own clock stays proposed.
 * @param proposed what the form proposes; another choice was made by hand and stays
 */
export function BrowserZone({ proposed }: { proposed: string }) {
  const here = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const choice = here.current?.parentElement?.querySelector<HTMLSelectElement>('select[name="timeZone"]')
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (choice?.value === proposed && [...choice.options].some(({ value }) => value === zone)) choice.value = zone
  }, [proposed])
  return <span ref={here} hidden />
}
