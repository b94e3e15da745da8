const done: Record<string, { alone: string; of: string }> = {
  approve: { alone: 'Approved', of: 'approved this' },
  reject: { alone: 'Rejected', of: 'rejected this' },
  return: { alone: 'Returned for edits', of: 'returned this for edits' },
  hide: { alone: 'Hidden', of: 'hid this' },
  restore: { alone: 'Restored', of: 'restored this' },
  dismiss: { alone: 'Nothing wrong', of: 'found nothing wrong here' },
  uphold: { alone: 'Let stand', of: 'let the decision stand' },
  overturn: { alone: 'Turned round', of: 'turned the decision round' },
  undo: { alone: 'Taken back', of: 'took the last decision back' },
}

/** What was done, as the first word of a sentence. */
export function sayVerdict(action: string): string {
  return done[action]?.alone ?? 'Decided'
}

/** The same with who did it: `Noor rejected this`. */
export function sayWhoDecided(name: string, action: string): string {
  return `${name} ${done[action]?.of ?? 'decided this'}`
}

const again: Record<string, string> = {
  held: 'waits again',
  published: 'is public again',
  rejected: 'is rejected again',
  returned: 'is with its writer again',
  hidden: 'is hidden again',
}

/** The same in a line of the list: `Approved by Noor`. What is no word for what was done to a text says who first. */
export function sayDoneBy(name: string, action: string): string {
  const { alone, of } = done[action] ?? { alone: 'Decided', of: 'decided this' }
  return ['dismiss', 'uphold', 'overturn', 'undo'].includes(action) ? `${name} ${of}` : `${alone} by ${name}`
}

/** What an undo led back to, as the end of a sentence: `it is public again`. */
export function sayAgain(state: string): string {
  return again[state] ?? 'is as it was'
}

type Said = { name: string; isReply: boolean; kind?: string }

/** What is judged, in words: `reply by Nia`, `comment by somebody without a name`, `report about a comment by Nia`. */
export function sayItem({ name, isReply, kind = 'comment' }: Said): string {
  const by = `by ${name || 'somebody without a name'}`
  const text = `${isReply ? 'reply' : 'comment'} ${by}`
  const kinds: Record<string, string> = {
    comment_edit: `edit of a ${text}`,
    name: `new name ${name ? `for ${name}` : by}`,
    proposal: `proposal ${by}`,
    guest_post: `guest essay ${by}`,
    report: `report about a ${text}`,
    appeal: `appeal ${by}`,
    second_look: `second look at a ${text}`,
  }
  return kinds[kind] ?? text
}
