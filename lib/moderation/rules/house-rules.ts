/** What a rule of the house does, for people: what it refuses is a sentence, what it holds or notes the end of one. `name` is what its findings carry. */
export type HouseRule = { name: string; label: string; about: string; does: 'note' | 'hold' | 'refuse' }

/** The rules that every text meets, in the order in which they run. They keep the promises of the house, so nobody switches them off. */
export const houseRuleWords: HouseRule[] = [
  { name: 'empty', label: 'Nothing to read', does: 'refuse', about: 'Of the text nothing is left to read.' },
  { name: 'too-long', label: 'Too long', does: 'refuse', about: 'More than 10,000 characters.' },
  { name: 'closed-thread', label: 'Closed conversation', does: 'refuse', about: 'The conversation under the post is closed.' },
  { name: 'known-people', label: 'Known people only', does: 'refuse', about: 'The author of the essay wants comments of people of whom something was approved.' },
  { name: 'slow-person', label: 'One text at a time', does: 'refuse', about: 'The person may send one text in so much time, by a measure of a moderator.' },
  { name: 'slow-thread', label: 'A slow conversation', does: 'refuse', about: 'The author of the essay wants one text of each person in so much time.' },
  { name: 'repeat', label: 'The same again', does: 'refuse', about: 'The same person sent exactly this text within 30 days.' },
  { name: 'too-many-waiting', label: 'Many waiting', does: 'refuse', about: 'Somebody without an approved text has three in the queue.' },
  { name: 'too-many-links', label: 'Many links', does: 'hold', about: 'more than five links; more than two are refused from somebody without an approved text.' },
  { name: 'banned-words', label: 'The site’s words', does: 'hold', about: 'words of the list that administrators keep by the command line.' },
  { name: 'held-person', label: 'Read every time', does: 'note', about: 'that all texts of the person are read, by a measure of a moderator.' },
  { name: 'new-person', label: 'New here', does: 'note', about: 'that no text of the person was approved yet.' },
]

/** Whether a name is one that findings of the house carry. */
export function isHouseRule(name: string): boolean {
  return houseRuleWords.some((rule) => rule.name === name.toLowerCase())
}
