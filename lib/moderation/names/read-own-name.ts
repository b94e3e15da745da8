import { reasonSentence } from '#lib/comments/reasons.ts'
import { readWait } from '#lib/comments/read-waiting.ts'
import type { Waiting } from '#lib/comments/read-waiting.ts'
import { reader } from '#lib/database.ts'
import { isVerdictUntold } from '#lib/moderation/names/untold-name.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** How a new name of one's own stands: it waits, or it was refused and why. Null when the name that one has is the last that one chose. */
export type OwnName =
  | ({ state: 'waits'; name: string; chosenAt: Date } & Waiting)
  | { state: 'refused'; name: string; chosenAt: Date; reason: string }

/** The newest name that the viewer chose, as they are told of it: a refusal that is not told yet waits. */
export async function readOwnName(viewer: SignedIn): Promise<OwnName | null> {
  const newest = await reader().chosenName.findFirst({ where: { personId: viewer.id }, orderBy: [{ chosenAt: 'desc' }, { id: 'desc' }], select: nameShape })
  const [item] = newest?.reviewItems ?? []
  if (!newest || !item || (newest.state !== 'held' && newest.state !== 'rejected')) return null
  const { name, chosenAt } = newest
  const settling = newest.state === 'rejected' && (await isVerdictUntold(reader(), viewer.id))
  if (newest.state === 'rejected' && !settling) {
    const [verdict] = item.decisions
    return { state: 'refused', name, chosenAt, reason: reasonSentence(verdict?.reasonCode ?? '', verdict?.reasonNote ?? '', 'name') }
  }
  return { state: 'waits', name, chosenAt, ...(await readWait(reader(), viewer.id, { itemId: item.id, settling })) }
}

const nameShape = {
  name: true, state: true, chosenAt: true,
  reviewItems: {
    select: { id: true, decisions: { where: { action: 'reject', undoneBy: { is: null } }, orderBy: { seq: 'desc' }, take: 1, select: { reasonCode: true, reasonNote: true } } },
  },
} as const
