'use client'

import { useEffect, useRef } from 'react'

/**
 * Says that an own text was taken back, where it stood. It takes the focus, so that it is read out and the next key goes on from
 * there: with a script by itself, without one because the address leads to it.
 * @param id the comment; another one is said anew
 */
export function TakenBack({ id }: { id: string }) {
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => line.current?.focus(), [id])
  return (
    <div className="notice" id="taken-back" role="status" tabIndex={-1} ref={line}>
      Your comment is taken back, and no reader sees it any more.
    </div>
  )
}
