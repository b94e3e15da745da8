import { z } from 'zod'
import { command } from '#lib/command.ts'
import { dayFromOutside } from '#lib/moment.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { draftSeen, revisionSeen } from '#lib/posts/publishing/draft-seen.ts'
import { loadPublishing } from '#lib/posts/publishing/load-publishing.ts'
import { putBeforeReaders } from '#lib/posts/publishing/put-before-readers.ts'
import { settleSent } from '#lib/posts/publishing/settle-sent.ts'
import { refuseField } from '#lib/refusal.ts'
import { isTimeZone, momentByClock } from '#lib/time-zones.ts'

/** An author says, by the clock of a place, when the draft of a post appears. It appears then whether or not anything runs. */
export const schedulePost = command({
  name: 'schedule-post',
  input: z.strictObject({
    postId: z.uuid(),
    draftVersion: draftSeen,
    draftRevision: revisionSeen,
    day: z.string().trim().pipe(dayFromOutside.refine(isSensible)).catch('').refine((day) => day !== '', { error: 'Please give the day, like 2026-12-24.' }),
    time: z.string().trim().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'Please give the time, like 09:30.' }),
    timeZone: z.string().refine(isTimeZone, { error: 'Please choose a time zone from the list.' }),
  }),
  least: 'author',
  load: loadPublishing,
  permit: (viewer, post) => permitAuthor(viewer, post),
  async perform({ tx, input: { day, time, timeZone, draftVersion, draftRevision }, subject: post, now }) {
    const at = momentByClock(day, time, timeZone)
    if (!at) return refuseField('time', `On that day the clocks there go forward, and ${time} is left out. Please choose another time.`)
    if (at <= now) return refuseField('day', 'That moment is over. To publish it at once, press “Publish now”.')
    await settleSent(tx, post.id, now)
    return putBeforeReaders(tx, post, { to: 'scheduled', at, draftVersion, draftRevision, timeZone }, now)
  },
})

/** A slip of the hand would hide an essay for good. */
function isSensible(day: string): boolean {
  return day < '2200'
}
