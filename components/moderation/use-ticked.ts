'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { RefObject } from 'react'

type Form = RefObject<HTMLFormElement | null>

/**
 * How many boxes of a form are ticked, wherever on the page they stand. With shift held, a click or the key for selecting ticks
 * everything from the last box to this one.
 */
export function useTicked(form: Form): { count: number; all: number } {
  const [ticked, setTicked] = useState({ count: 0, all: 0 })
  const last = useRef<HTMLInputElement | null>(null)
  const range = useRef(false)

  const recount = useEffectEvent(() => {
    const boxes = boxesOf(form.current)
    const count = boxes.filter((box) => box.checked).length
    setTicked((before) => (before.count === count && before.all === boxes.length ? before : { count, all: boxes.length }))
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
    // A browser that goes back to a page brings its ticks along.
    recount()
    return () => {
      document.removeEventListener('click', click)
      document.removeEventListener('change', recount)
      document.removeEventListener('keydown', down, true)
      document.removeEventListener('keyup', up, true)
    }
  }, [])

  return ticked
}

/** Ticks every box of a form, or none. */
export function tickAll(form: HTMLFormElement | null, tick: boolean) {
  for (const box of boxesOf(form)) box.checked = tick
  form?.dispatchEvent(new Event('change', { bubbles: true }))
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
