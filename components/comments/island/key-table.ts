type KeyRow = {
  key: string
  /** What it does, in the list of all keys. */
  does: string
}

/**
 * The keys of a conversation, all of them: what stands on the buttons, what the help lists and what the keyboard does are read from
 * here.
 */
export const threadKeys = {
  next: { key: 'j', does: 'Next comment' },
  previous: { key: 'k', does: 'Previous comment' },
  parent: { key: 'p', does: 'What this comment answers' },
  back: { key: 'b', does: 'Back to where you were before that' },
  new: { key: 'u', does: 'Next new comment' },
  show: { key: 'n', does: 'Show new replies that have come in' },
  fold: { key: 'c', does: 'Fold or show the replies to this comment; Enter does the same' },
  reply: { key: 'r', does: 'Reply to this comment' },
  help: { key: '?', does: 'All keys' },
} as const satisfies Record<string, KeyRow>

export type Does = keyof typeof threadKeys

/** What a pressed key does in a conversation; null for one that it does not know. */
export function whatDoes(pressed: string): Does | null {
  const key = pressed.length === 1 ? pressed.toLowerCase() : pressed
  const found = Object.entries(threadKeys).find(([, row]) => row.key === key)
  return found ? (found[0] as Does) : null
}
