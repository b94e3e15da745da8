import type { Transaction } from '#lib/database.ts'
import { addJob } from '#lib/jobs/add-job.ts'
import { unrendered } from '#lib/posts/writing/draft-text.ts'

/** In milliseconds: what kept the machine busy may be over by then. */
const after = 20_000

/** Has a text rendered that was kept before a renderer came to it in time. */
export async function renderLater(tx: Transaction, { id, rendererVersion }: { id: string; rendererVersion: number }, now: Date): Promise<void> {
  if (rendererVersion === unrendered) await addJob(tx, 'render-draft', { revisionId: id }, { at: new Date(now.getTime() + after), key: id })
}
