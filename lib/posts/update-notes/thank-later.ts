import type { Transaction } from '#lib/database.ts'
import { addJob } from '#lib/jobs/add-job.ts'
import { noticeDelaySeconds } from '#lib/notice-delay.ts'

/** A note thanks somebody for a comment: they are told when there was time to take it back. */
export async function thankLater(tx: Transaction, noteId: string, now: Date): Promise<void> {
  await addJob(tx, 'tell-of-thanks', { noteId }, { at: new Date(now.getTime() + noticeDelaySeconds * 1000), key: noteId })
}
