import type { Transaction } from '#lib/database.ts'
import { gatherMore, putIn } from '#lib/gathered-jobs.ts'

/** Every kind of work that is done after a change, and what it needs to know. Nothing but ids: what they stand for is read when it is done. */
export type Jobs = {
  'send-mail': { mailId: string }
  'mail-notices': { personId: string }
  'tell-of-comment': { commentId: string; edited: boolean }
  'tell-of-post': { postId: string }
  'tell-of-invitation': { postId: string; personId: string }
  'tell-of-thanks': { noteId: string }
  /** A draft that was kept before it was rendered. */
  'render-draft': { revisionId: string }
  /** Put in by the database itself when an author is renamed. */
  'renew-search': { personId: string }
}

export type JobName = keyof Jobs

/** How a job is put in: see {@link addJob}. */
export type Timing = {
  /** Not before this moment. */
  at: Date
  /** Names the job: one that waits under this name is replaced, and there are never two. */
  key: string
  /** Whoever it is for has chosen to have it with other things, every hour or day: it lets everything else of its crew go first. */
  gathered?: boolean
}

/**
 * A job that ends in an exception is tried again after e, e², e³, … seconds, from the tenth time on every six hours. Twenty-five tries
 * take some four days. Mail that a mail server does not take is no exception: it has a rhythm of its own (lib/mail/postpone-mail.ts).
 */
const mostTries = 25

/** What is gathered waits for what is not. */
const priorityOf = ({ gathered }: Timing): number => (gathered ? 10 : 0)

/** Puts a job in, as a part of the transaction: it is done, by any process, some time after the commit, or never if there is none. */
export async function addJob<Name extends JobName>(tx: Transaction, name: Name, payload: Jobs[Name], timing: Timing): Promise<void> {
  await addJobs(tx, name, [{ ...timing, payload }])
}

/** Many jobs of one kind in one statement. */
export async function addJobs<Name extends JobName>(tx: Transaction, name: Name, jobs: readonly (Timing & { payload: Jobs[Name] })[]): Promise<void> {
  if (jobs.length === 0) return
  const specs = jobs.map(({ payload, ...timing }) => ({ task: name, payload, at: timing.at.toISOString(), key: `${name}:${timing.key}`, priority: priorityOf(timing), tries: mostTries }))
  if (!gatherMore(tx, specs)) await tx.$queryRaw(putIn(specs))
}
