import type { Told } from './keep-while-typing.ts'
import type { LocalCopy } from './local-copy.ts'

/** The line under the form of a reply: where what was typed is kept. */
export function sayTold(told: Told): string {
  switch (told.kind) {
    case 'kept':
      return `Draft kept ${sayLocal(told.at)}`
    case 'copied':
      return 'A copy stays in this browser'
    case 'away':
      return 'Not kept yet: we cannot be reached. A copy stays in this browser, and it is tried again by itself.'
    case 'signed-out':
      return 'Not kept: you are signed out. A copy stays in this browser.'
    case 'other':
      return 'Not kept yet: please choose between the two texts first'
    case 'refused':
      return told.message
  }
}

/** Where a text comes from that this browser has and the form has not. */
export function sayRemembered({ at }: LocalCopy): string {
  return `This browser remembers a text that was begun here ${sayLocal(at)} and not sent.`
}

/** Of the text that stood in the form until another was put there. */
export const whatStoodBefore = 'This is what stood in the form before.'

/** The two buttons beside a second text for the same place. */
export const choices = { take: 'Put it into the form', drop: 'Throw it away' } as const

/** `at 14:05` today, else with its day; by the reader's own clock. */
export function sayLocal(at: string | number): string {
  const moment = new Date(at)
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(moment)
  if (moment.toDateString() === new Date().toDateString()) return `at ${time}`
  return `on ${new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(moment)}, ${time}`
}
