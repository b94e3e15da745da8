'use client'

import { useEffect, useEffectEvent, useRef } from 'react'
import { useDesk } from '#components/moderation/desk/desk-provider.tsx'
import { isSettled } from '#components/moderation/desk/desk-state.ts'
import { sayGone, sayPresence } from '#components/moderation/live/say-presence.ts'
import { presenceAwake, presenceEvery } from '#lib/moderation/live/presence-times.ts'

/** A card that one only passes by is not held: in milliseconds. */
const passing = 250

const signsOfLife = ['pointermove', 'pointerdown', 'keydown', 'scroll', 'focus'] as const

/** Says which card is read in this tab: when it changes, every quarter of a minute while somebody is there, and when the page goes. */
export function usePresence() {
  const context = useDesk()
  const desk = context?.desk
  const card = desk?.selected && !isSettled(desk, desk.selected) ? desk.selected : null
  const seenAt = useRef(0)
  const saidFor = useRef<string | null>(null)
  const asking = useRef<AbortController | null>(null)

  const say = useEffectEvent(async () => {
    if (!card) return leave()
    saidFor.current = card
    asking.current?.abort()
    asking.current = new AbortController()
    const holder = await sayPresence('hold', card, asking.current.signal)
    if (holder !== undefined && saidFor.current === card) context?.tell({ type: 'seated', itemId: card, holder })
  })

  const leave = useEffectEvent(() => {
    asking.current?.abort()
    if (saidFor.current) sayGone(saidFor.current)
    saidFor.current = null
  })

  /** Whoever comes back after a long silence sits down again, if the card is free. */
  const noteLife = useEffectEvent(() => {
    const away = !isAwake(seenAt.current)
    seenAt.current = performance.now()
    if (away) void say()
  })

  useEffect(() => {
    seenAt.current = performance.now()
    const timer = setTimeout(() => void say(), passing)
    return () => clearTimeout(timer)
  }, [card])

  useEffect(() => {
    const beat = setInterval(() => isAwake(seenAt.current) && void say(), presenceEvery * 1000)
    const life = () => noteLife()
    const gone = () => leave()
    const back = (event: PageTransitionEvent) => event.persisted && void say()
    for (const sign of signsOfLife) window.addEventListener(sign, life, { passive: true, capture: true })
    window.addEventListener('pagehide', gone)
    window.addEventListener('pageshow', back)
    return () => {
      clearInterval(beat)
      for (const sign of signsOfLife) window.removeEventListener(sign, life, { capture: true })
      window.removeEventListener('pagehide', gone)
      window.removeEventListener('pageshow', back)
      leave()
    }
  }, [])
}

function isAwake(seenAt: number): boolean {
  return performance.now() - seenAt < presenceAwake * 1000
}
