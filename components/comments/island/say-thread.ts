/** `4 new since your last visit`; beyond what was counted it says only that there are more. */
export function sayNew(count: number, counted: number): string {
  return `${count > counted ? `More than ${counted}` : count} new since your last visit`
}

/** `3 new replies`, on the button that brings them in. */
export function sayArrived(count: number, named: number): string {
  if (count >= named) return `${named} or more new replies`
  return count === 1 ? '1 new reply' : `${count} new replies`
}

export type Standing = {
  /** The words of its heading: `Rae, replying to Ada, level 3`. */
  heading: string
  /** Among the comments of this page that are not folded away, from 1. */
  place: number
  of: number
  isNew: boolean
  /** Replies that are folded below it. */
  folded: number
}

/** Where one is, for ears: `Rae, replying to Ada, level 3, 2 of 14, new`. */
export function sayStanding({ heading, place, of, isNew, folded }: Standing): string {
  return [heading, `${place} of ${of}`, ...(isNew ? ['new'] : []), ...(folded > 0 ? [`${sayReplyCount(folded)} folded`] : [])].join(', ')
}

/** What the button of a branch says. */
export function sayFold({ replies, fresh, folded }: { replies: number; fresh: number; folded: boolean }): string {
  if (!folded) return sayReplyCount(replies)
  return `${sayReplyCount(replies)} folded${fresh > 0 ? `, ${fresh} new` : ''}`
}

function sayReplyCount(count: number): string {
  return count === 1 ? '1 reply' : `${count} replies`
}
