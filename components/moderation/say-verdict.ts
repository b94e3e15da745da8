const done: Record<string, { alone: string; of: string }> = {
  approve: { alone: 'Approved', of: 'approved this' },
  reject: { alone: 'Rejected', of: 'rejected this' },
  return: { alone: 'Returned for edits', of: 'returned this for edits' },
  hide: { alone: 'Hidden', of: 'hid this' },
  restore: { alone: 'Restored', of: 'restored this' },
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

/** What an undo led back to, as the end of a sentence: `it is public again`. */
export function sayAgain(state: string): string {
  return again[state] ?? 'is as it was'
}

/** What is judged, in words: `reply by Nia`, `comment by somebody without a name`. */
export function sayItem({ name, isReply }: { name: string; isReply: boolean }): string {
  return `${isReply ? 'reply' : 'comment'} by ${name || 'somebody without a name'}`
}
