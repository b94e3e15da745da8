type KeyRow = {
  key: string
  /** What it does, in the list of all keys. */
  does: string
  /** Said when there is nothing on the page that it could press. */
  nothing: string
}

const decided = 'This one is decided. Undo with u.'

/**
 * The keys of the desk, all of them: what stands on the buttons, what the help lists and what the keyboard does are read from
 * here. What a key presses says so itself, by `keyed`.
 */
export const deskKeys = {
  next: { key: 'j', does: 'Next card', nothing: 'This is the last one here.' },
  previous: { key: 'k', does: 'Previous card', nothing: 'This is the first one here.' },
  approve: { key: 'a', does: 'Approve', nothing: decided },
  answer: { key: 'w', does: 'Approve and write a reply', nothing: 'This one cannot be approved with a reply.' },
  return: { key: 'e', does: 'Return for edits, with the passage that is selected; again for another passage', nothing: 'This one cannot be returned.' },
  reject: { key: 'r', does: 'Reject: opens the reasons, 1 to 9', nothing: decided },
  spam: { key: 's', does: 'Reject as spam', nothing: decided },
  hide: { key: 'h', does: 'Hide what is published, or restore what is hidden', nothing: 'This one is not published.' },
  keep: { key: 'd', does: 'Leave things as they are: a report, an appeal', nothing: 'There is nothing here to leave as it is.' },
  overturn: { key: 'v', does: 'Turn the earlier decision round', nothing: 'There is no decision here to turn round.' },
  undo: { key: 'u', does: 'Undo your last decision', nothing: 'There is nothing to undo.' },
  look: { key: 'l', does: 'Ask for a second look at a decision', nothing: 'There is no decision here to look at again.' },
  person: { key: 'p', does: 'The person who wrote it', nothing: 'This person has no page.' },
  context: { key: 'c', does: 'The conversation around it', nothing: 'The conversation is shown with one card at a time. Press o.' },
  mode: { key: 'o', does: 'One at a time, or as a list', nothing: 'There is nothing to switch here.' },
  fresh: { key: 'n', does: 'Show what is new, at the end of the list', nothing: 'There is nothing new.' },
  take: { key: 't', does: 'Take over a card that somebody else is reading', nothing: 'Nobody else is reading this.' },
  select: { key: 'x', does: 'Select for deciding many at once; with Shift, all from the last one to here', nothing: 'This one is decided by itself.' },
  search: { key: '/', does: 'Search', nothing: 'There is no search here.' },
  help: { key: '?', does: 'All keys', nothing: '' },
} as const satisfies Record<string, KeyRow>

export type Does = keyof typeof deskKeys

/** Keys that act in a form that is open. Its own key leads back into it. */
export const formKeys = [
  { keys: ['1', '9'], does: 'Choose a reason' },
  { keys: ['Enter'], does: 'Send it, where one is not writing' },
  { keys: ['Ctrl Enter'], does: 'Send it while writing' },
  { keys: ['Esc'], does: 'Close it; nothing is lost' },
]

/** What a pressed key does; null for a key that the desk does not know. */
export function whatDoes(pressed: string): Does | null {
  const key = pressed.length === 1 ? pressed.toLowerCase() : pressed
  const found = Object.entries(deskKeys).find(([, row]) => row.key === key)
  return found ? (found[0] as Does) : null
}

/** The attributes of something that a key presses. */
export function keyed(does: Does) {
  return { 'data-does': does, 'aria-keyshortcuts': deskKeys[does].key }
}
