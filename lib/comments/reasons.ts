/** A ready-made reason: what moderators pick, and what the writer reads. */
export type Reason = { code: string; label: string; sentence: string }

/** In the order of their keys, 1 to 9. `other` needs a note in the moderator's own words. */
export const reasons: Reason[] = [
  { code: 'spam', label: 'Spam', sentence: 'It reads as advertising.' },
  { code: 'off-topic', label: 'Not about the essay', sentence: 'It is not about this essay or what was said under it.' },
  { code: 'unkind', label: 'Unkind to somebody', sentence: 'It goes after a person instead of what they said.' },
  { code: 'hateful', label: 'Hateful', sentence: 'It speaks of people with contempt for what they are.' },
  { code: 'personal-details', label: 'Private details', sentence: 'It holds private details of somebody.' },
  { code: 'repeat', label: 'Said already', sentence: 'The same was said here already.' },
  { code: 'spoiler', label: 'Gives the ending away', sentence: 'It gives away what others want to find out for themselves.' },
  { code: 'unreadable', label: 'Cannot be understood', sentence: 'We could not make out what it says.' },
  { code: 'other', label: 'Another reason', sentence: '' },
]

/** The same for names, in the order of their keys. Codes of texts are said in words that fit a name. */
export const nameReasons: Reason[] = [
  { code: 'taken-for-somebody', label: 'Taken for somebody else', sentence: 'It could be taken for the name of somebody else.' },
  { code: 'spam', label: 'Advertising', sentence: 'It reads as advertising.' },
  { code: 'unkind', label: 'Unkind to somebody', sentence: 'It goes after a person.' },
  { code: 'hateful', label: 'Hateful', sentence: 'It speaks of people with contempt for what they are.' },
  { code: 'personal-details', label: 'Private details', sentence: 'It holds private details of somebody.' },
  { code: 'unreadable', label: 'Cannot be read', sentence: 'We could not make out how to read it.' },
  { code: 'other', label: 'Another reason', sentence: '' },
]

/** The same for proposals. */
export const proposalReasons: Reason[] = [
  { code: 'not-so', label: 'It is not so', sentence: 'We looked it up, and found it otherwise.' },
  { code: 'no-source', label: 'Nothing shows it', sentence: 'We could not find it where you say it is from, or anywhere else.' },
  { code: 'copied', label: 'Copied', sentence: 'These are somebody else’s words. Please say it in your own.' },
  { code: 'spoiler', label: 'Gives the story away', sentence: 'It gives away what others want to find out for themselves.' },
  { code: 'off-topic', label: 'Not for a page of facts', sentence: 'It does not belong on the page of a work.' },
  { code: 'repeat', label: 'Said already', sentence: 'The page says so already.' },
  { code: 'unreadable', label: 'Cannot be understood', sentence: 'We could not make out what it says.' },
  { code: 'spam', label: 'Advertising', sentence: 'It reads as advertising.' },
  { code: 'other', label: 'Another reason', sentence: '' },
]

/** The same for essays that readers send. */
export const guestPostReasons: Reason[] = [
  { code: 'not-here', label: 'Not for this place', sentence: 'It is a good text for another place: it is not about what is written about here.' },
  { code: 'unfinished', label: 'Not finished', sentence: 'It does not seem to be finished yet.' },
  { code: 'copied', label: 'Copied', sentence: 'These are somebody else’s words. Please say it in your own.' },
  { code: 'unkind', label: 'Unkind to somebody', sentence: 'It goes after a person instead of what they said.' },
  { code: 'hateful', label: 'Hateful', sentence: 'It speaks of people with contempt for what they are.' },
  { code: 'personal-details', label: 'Private details', sentence: 'It holds private details of somebody.' },
  { code: 'unreadable', label: 'Cannot be understood', sentence: 'We could not make out what it says.' },
  { code: 'spam', label: 'Advertising', sentence: 'It reads as advertising.' },
  { code: 'other', label: 'Another reason', sentence: '' },
]

/** Every reason that a decision can have, each code once. */
export const allReasons: Reason[] = onceEach([...reasons.slice(0, -1), ...nameReasons.slice(0, -1), ...proposalReasons.slice(0, -1), ...guestPostReasons.slice(0, -1), ...reasons.slice(-1)])

function onceEach(all: Reason[]): Reason[] {
  return all.filter(({ code }, place) => all.findIndex((reason) => reason.code === code) === place)
}

/** Those that are offered for an item of a kind. */
export function reasonsFor(kind: string): Reason[] {
  return ofKind[kind] ?? reasons
}

const ofKind: Partial<Record<string, Reason[]>> = { name: nameReasons, proposal: proposalReasons, guest_post: guestPostReasons }

/**
 * What the writer reads: the ready-made sentence, then the moderator's own words. Empty when there was no reason.
 * @param kind of the item that was decided. A reason that was given for many at once may have no words for it.
 */
export function reasonSentence(code: string, note: string, kind = 'comment'): string {
  const sentence = reasonsFor(kind).find((reason) => reason.code === code)?.sentence ?? ''
  return [sentence, note.trim()].filter((part) => part !== '').join(' ')
}
