import { refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Long texts of one person that are prepared at the same time: from two windows, and once more after a connection that broke. */
const most = 3

const underWay = new Map<string, number>()

/**
 * Prepares a text that somebody is writing, unless several of theirs are being prepared already: a book takes seconds of the processor, and
 * texts of others wait meanwhile. Counted in this process, whose processor it is.
 */
export async function fewAtOnce<Value>(viewer: Viewer, prepare: () => Promise<Outcome<Value>>): Promise<Outcome<Value>> {
  const who = viewer.id ?? ''
  const others = underWay.get(who) ?? 0
  if (others >= most) return refuse('too-many', 'Earlier texts of yours are still being prepared. What you wrote is still here; it goes on in a moment.', { retryAfterSeconds: 2 })
  underWay.set(who, others + 1)
  try {
    return await prepare()
  } finally {
    const left = (underWay.get(who) ?? 1) - 1
    if (left > 0) underWay.set(who, left)
    else underWay.delete(who)
  }
}
