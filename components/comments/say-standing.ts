import type { Left } from '#components/comments/comment-forms.tsx'
import { sayMinute } from '#components/ui/moment.tsx'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'
import type { Waiting } from '#lib/comments/read-waiting.ts'
import type { OwnGroup } from '#lib/moderation/cases/read-own-comments.ts'

/** The state of an own text in a word or two, for those who move by headings. */
export function nameState(state: ThreadEntry['state']): string {
  return stateNames[state] ?? ''
}

const stateNames: Partial<Record<ThreadEntry['state'], string>> = {
  held: 'waiting',
  returned: 'returned to you',
  rejected: 'not published',
  hidden: 'taken down',
}

/** Which of somebody's own texts a link or a button is about, for people who hear it alone. */
export function sayOwn({ submittedAt }: Pick<ThreadEntry, 'submittedAt'>): string {
  return submittedAt ? `your comment of ${sayMinute(submittedAt)}` : 'your comment'
}

/** What own texts that stand alike are called together. */
export function sayGroup(group: OwnGroup): string {
  return groupNames[group]
}

const groupNames: Record<OwnGroup, string> = {
  returned: 'With you: a moderator asks for a change',
  waiting: 'Waiting for a moderator',
  refused: 'Not published, or taken down',
  published: 'Published',
}

/** The same in two words, for a way to them. */
export function sayFilter(group: OwnGroup): string {
  return { returned: 'Needs you', waiting: 'Waiting', refused: 'Not published', published: 'Published' }[group]
}

/** What stands there where there is none. */
export function sayEmpty(group: OwnGroup): string {
  return emptyGroups[group]
}

const emptyGroups: Record<OwnGroup, string> = {
  returned: 'Nothing here needs you. When a moderator asks for a change in a text of yours, it stands here.',
  waiting: 'Nothing of yours waits for a moderator.',
  refused: 'Nothing of yours was refused or taken down.',
  published: 'Nothing of yours is published yet. Each text appears once a moderator has read it.',
}

/** Why an own text is where it is, as the beginning of what its writer is told. */
export function sayVerdict(state: ThreadEntry['state']): string {
  return verdicts[state] ?? ''
}

const verdicts: Partial<Record<ThreadEntry['state'], string>> = {
  returned: 'A moderator asks for a change.',
  rejected: 'A moderator decided not to publish this.',
  hidden: 'A moderator took this down after it had been published.',
}

/** What the writer of a text that waits is told of the queue. Somebody who has it in hand has no name here. */
export function sayWaiting({ position, medianWaitSeconds, beingRead }: Waiting): string {
  return beingRead ? 'A moderator has it in hand just now.' : sayPlace(position, medianWaitSeconds)
}

/** Why a text that was public waits again. */
export const sayUnpublished = 'It had been published; a moderator took that back, and it will be read again.'

/** Why a text is not public any more, while that may still be taken back. */
export const saySettling = 'A moderator has just taken this down. In a minute it says here why, and what you can do.'

/** What is left before readers of an own text that is taken back. */
export function leftOf({ readersSee, hasReplies }: { readersSee: boolean; hasReplies: boolean }): Left {
  if (!readersSee) return 'unseen'
  return hasReplies ? 'place' : 'nothing'
}

/** Where a text is in the queue and how long that usually takes, as its writer is told. */
export function sayPlace(position: number | null, medianWaitSeconds: number | null): string {
  const place = position === null ? '' : position === 1 ? 'It is next in the queue' : `It is number ${sayNumber(position)} in the queue`
  const wait = medianWaitSeconds === null ? '' : `a decision usually takes ${sayAbout(medianWaitSeconds)}`
  if (place && wait) return `${place}; ${wait}.`
  if (place) return `${place}.`
  return wait ? `${wait.charAt(0).toUpperCase()}${wait.slice(1)}.` : ''
}

/** The reader counts no further than a thousand. */
function sayNumber(position: number): string {
  return position >= 1000 ? '1,000 or later' : String(position)
}

const units = [
  { name: 'day', seconds: 86_400, from: 129_600 },
  { name: 'hour', seconds: 3_600, from: 5_400 },
  { name: 'minute', seconds: 60, from: 90 },
]

/** A length of time roughly, as people say it: `about 20 minutes`, `about 2 hours`. */
export function sayAbout(seconds: number): string {
  const unit = units.find((each) => seconds >= each.from)
  if (!unit) return seconds >= 45 ? 'about a minute' : 'less than a minute'
  const count = roughly(seconds / unit.seconds)
  return count === 60 && unit.name === 'minute' ? 'about an hour' : `about ${count} ${unit.name}s`
}

/** Nobody needs to know that it is 48 and not 50. */
function roughly(count: number): number {
  return count > 20 ? Math.round(count / 5) * 5 : Math.round(count)
}
