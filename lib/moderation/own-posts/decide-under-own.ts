import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { carryOutVerdict } from '#lib/moderation/decisions/carry-out-verdict.ts'
import { decideInput } from '#lib/moderation/decisions/decide.ts'
import { loadSubject } from '#lib/moderation/decisions/load-subject.ts'
import type { Subject } from '#lib/moderation/kinds/kind.ts'
import { refuse } from '#lib/refusal.ts'
import { readSetting } from '#lib/settings/read-setting.ts'
import type { Viewer } from '#lib/viewer.ts'

/** What authors may decide about, where they may: new texts and new versions of them. Reports and appeals are for the moderators. */
export const authorsKinds = ['comment', 'comment_edit'] as const

/** What they may do to a text that waits. What is public is taken down by moderators. */
const authorsVerdicts = ['approve', 'return', 'reject'] as const

/**
 * An author decides about what waits under an essay of their own, where the administrator lets authors do that. A decision like any
 * other: it names what it saw, stands in the log, can be taken back, and its writer may have it read again.
 */
export const decideUnderOwn = command({
  name: 'decide-under-own',
  input: decideInput.extend({ action: decideInput.shape.action.extract(authorsVerdicts) }),
  least: 'author',
  async load(tx, { itemId }) {
    const subject = await loadSubject(tx, itemId)
    return 'ok' in subject ? subject : { subject, right: await readRight(tx, itemId) }
  },
  permit: (viewer, { subject, right }) => permitUnderOwn(viewer, subject, right),
  async perform({ tx, viewer, input, subject: { subject }, now }) {
    if (!viewer.id) return refuse('signed-out', 'Decisions are made by people with an account.')
    return carryOutVerdict(tx, viewer.id, input, subject, now)
  },
})

type Right = { authorsDecide: boolean; authorIds: string[] }

async function readRight(tx: Transaction, itemId: string): Promise<Right> {
  const item = await tx.reviewItem.findUniqueOrThrow({ where: { id: itemId }, select: { post: { select: { authorships: { select: { personId: true } } } } } })
  return { authorsDecide: await readSetting(tx, 'moderation.authors-decide'), authorIds: item.post?.authorships.map(({ personId }) => personId) ?? [] }
}

/** To everybody but the authors of the essay it is as if nothing waited. */
function permitUnderOwn(viewer: Viewer, { item, matter }: Subject, { authorsDecide, authorIds }: Right) {
  const theirs = viewer.id !== null && authorIds.includes(viewer.id) && authorsKinds.some((kind) => kind === item.kind)
  if (!theirs) return refuse('not-found', 'There is no such text under an essay of yours.')
  if (!authorsDecide) return refuse('forbidden', 'On this site moderators decide about replies, also under your own essays.')
  return matter.authorId === viewer.id ? refuse('forbidden', 'This is a text of yours, so somebody else reads it.') : null
}
