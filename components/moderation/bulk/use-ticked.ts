'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { sharedVerdicts } from '#components/moderation/bulk/many-verdicts.ts'
import { useDesk } from '#components/moderation/desk/desk-provider.tsx'

type Form = RefObject<HTMLFormElement | null>

/** `shared`: what can be decided about all that are ticked. */
export type Ticked = { count: number; all: number; shared: string[] }

/**
 * How many boxes of a form are ticked, wherever on the page they stand, as boxes come and are decided by themselves. With shift
 * held, a click or the key for selecting ticks everything from the last box to this one.
 */
export function useTicked(form: Form): Ticked {
  const [ticked, setTicked] = useState<Ticked>({ count: 0, all: 0, shared: [] })
  const last = useRef<HTMLInputElement | null>(null)
  const range = useRef(false)
  const { order, standings, live } = useDesk()?.desk ?? {}

  const recount = useEffectEvent(() => {
    const now = countTicked(boxesOf(form.current))
    setTicked((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now))
  })
  const click = useEffectEvent((event: MouseEvent) => {
    const boxes = boxesOf(form.current)
    const box = boxes.find((each) => each === event.target)
    if (!box) return
    if ((event.shiftKey || range.current) && last.current) tickBetween(boxes, last.current, box)
    last.current = box
    recount()
  })

  useEffect(() => {
    // The key presses the box; what it says of shift is gone by then.
    const down = (event: KeyboardEvent) => void (range.current = event.shiftKey && event.key.toLowerCase() === 'x')
    const up = () => void (range.current = false)
    document.addEventListener('click', click)
    document.addEventListener('change', recount)
    document.addEventListener('keydown', down, true)
    document.addEventListener('keyup', up, true)
    return () => {
      document.removeEventListener('click', click)
      document.removeEventListener('change', recount)
      document.removeEventListener('keydown', down, true)
      document.removeEventListener('keyup', up, true)
    }
  }, [])

  // At first too: a browser that goes back to a page brings its ticks along.
  useEffect(() => recount(), [order, standings, live?.arrived])

  return ticked
}

/** Ticks every box of a form, or none. */
export function tickAll(form: HTMLFormElement | null, tick: boolean) {
  for (const box of boxesOf(form)) box.checked = tick
  form?.dispatchEvent(new Event('change', { bubbles: true }))
}

function countTicked(boxes: HTMLInputElement[]): Ticked {
  const ticked = boxes.filter((box) => box.checked)
  return { count: ticked.length, all: boxes.length, shared: sharedVerdicts(ticked.map((box) => box.dataset.verdicts?.split(' ') ?? [])) }
}

function boxesOf(form: HTMLFormElement | null): HTMLInputElement[] {
  const fields = form ? [...form.elements] : []
  return fields.filter((field): field is HTMLInputElement => field instanceof HTMLInputElement && field.type === 'checkbox' && !field.disabled)
}

function tickBetween(boxes: HTMLInputElement[], from: HTMLInputElement, to: HTMLInputElement) {
  const [start = 0, end = 0] = [boxes.indexOf(from), boxes.indexOf(to)].toSorted((a, b) => a - b)
  if (start < 0) return
  for (const box of boxes.slice(start, end + 1)) box.checked = to.checked
}
