'use client'

import { useEffect } from 'react'
import type { DeskEvent } from '#components/moderation/desk/desk-state.ts'
import type { News } from '#components/moderation/live/live-state.ts'
import { tellWaiting } from '#components/moderation/live/waiting-told.ts'

/**
 * In milliseconds. Browsers keep few connections to a site, so a tab that nobody sees gives its own up; and they do not notice a line
 * that is dead, on which the server would have said something every fifteen seconds.
 */
const times = { hidden: 60_000, again: 10_000, lost: 5_000, silence: 40_000 }

/**
 * Listens to what changes on the desk, and comes back after every loss with the moment that it knows of, so that nothing is missed.
 * @param since the database's time at which the page was made
 */
export function useLiveLine(since: string, tell: ((event: DeskEvent) => void) | undefined) {
  useEffect(() => (tell ? listen(since, tell) : undefined), [since, tell])
}

function listen(since: string, tell: (event: DeskEvent) => void): () => void {
  let last = since
  let source: EventSource | null = null
  let over = false
  const timers: Partial<Record<'hide' | 'again' | 'lost' | 'silence', ReturnType<typeof setTimeout>>> = {}

  function open() {
    clearTimeout(timers.again)
    if (over || source) return
    const line = new EventSource(`/moderation/live?since=${encodeURIComponent(last)}`)
    source = line
    line.addEventListener('open', () => {
      clearTimeout(timers.lost)
      delete timers.lost
      tell({ type: 'line', line: 'open' })
      notice()
    })
    line.addEventListener('beat', notice)
    line.addEventListener('desk', ({ data, lastEventId }) => {
      if (lastEventId) last = lastEventId
      notice()
      const news: News = JSON.parse(data)
      tellWaiting(news.waiting)
      tell({ type: 'told', news })
    })
    line.addEventListener('over', () => {
      over = true
      close()
      tell({ type: 'line', line: 'over' })
    })
    line.addEventListener('error', () => lose(line))
  }

  /** The browser comes back by itself, but not after an answer that was no stream. */
  function lose(line: EventSource) {
    timers.lost ??= setTimeout(() => tell({ type: 'line', line: 'lost' }), times.lost)
    if (line !== source || line.readyState !== EventSource.CLOSED) return
    close()
    timers.again = setTimeout(open, times.again * (0.5 + Math.random()))
  }

  /** Something was said: the line is not dead yet. */
  function notice() {
    clearTimeout(timers.silence)
    timers.silence = setTimeout(() => {
      close()
      open()
    }, times.silence)
  }

  function close() {
    clearTimeout(timers.silence)
    source?.close()
    source = null
  }

  function look() {
    clearTimeout(timers.hide)
    if (document.visibilityState === 'visible') open()
    else timers.hide = setTimeout(close, times.hidden)
  }

  look()
  document.addEventListener('visibilitychange', look)
  return () => {
    document.removeEventListener('visibilitychange', look)
    for (const timer of Object.values(timers)) clearTimeout(timer)
    close()
  }
}
