const done: Record<string, string> = {
  approve: 'Approved',
  reject: 'Rejected',
  return: 'Returned for edits',
  hide: 'Hidden',
  restore: 'Restored',
  undo: 'Taken back',
}

/** What was done, as the first word of a sentence. */
export function sayVerdict(action: string): string {
  return done[action] ?? 'Decided'
}

/** The same after a name: `Noor rejected this`. */
export function sayWhoDecided(name: string, action: string): string {
  return action === 'undo' ? `${name} took the last decision back` : `${name} ${sayVerdict(action).toLowerCase()} this`
}

/** What is judged, in words: `reply by Nia`, `comment by somebody without a name`. */
export function sayItem({ name, isReply }: { name: string; isReply: boolean }): string {
  return `${isReply ? 'reply' : 'comment'} by ${name || 'somebody without a name'}`
}
