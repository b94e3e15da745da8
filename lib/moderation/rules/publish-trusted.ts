import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { carryOutVerdict } from '#lib/moderation/decisions/carry-out-verdict.ts'
import { loadSubject } from '#lib/moderation/decisions/load-subject.ts'
import type { Subject } from '#lib/moderation/kinds/kind.ts'
import { measuresInForce } from '#lib/people/measures-in-force.ts'
import { takeTurn } from '#lib/people/take-turn.ts'
import { refuse } from '#lib/refusal.ts'
import { readSetting } from '#lib/settings/read-setting.ts'

/**
 * The site publishes a new text of a person whose texts were approved often, when an administrator has turned that on. It is a
 * decision like any other, without a name, and can be taken back. Whatever is not certain leaves the text in the queue.
 */
export const publishTrusted = command({
  name: 'publish-trusted',
  input: z.strictObject({ commentId: z.uuid() }),
  least: 'operator',
  async load(tx, { commentId }) {
    const item = await tx.reviewItem.findFirst({ where: { commentId, kind: 'comment' }, select: { id: true } })
    return item ? loadSubject(tx, item.id) : waits
  },
  permit: (_, { item, matter }) => (item.state === 'waiting' && item.newest === null && matter.state === 'held' ? null : waits),
  async perform({ tx, subject, now }) {
    if (!(await isTrusted(tx, subject, now))) return waits
    const { item, text } = subject
    return carryOutVerdict(tx, null, { action: 'approve', version: item.version, revision: text.id, reasonCode: '', reasonNote: '', passage: '' }, subject, now)
  },
})

/** No fault of anybody: the text waits like all others. */
const waits = refuse('conflict', 'This text waits for a moderator.')

async function isTrusted(tx: Transaction, { item, matter, text }: Subject, now: Date): Promise<boolean> {
  const { on, approvedTexts } = await readSetting(tx, 'moderation.auto-publish')
  const personId = matter.authorId
  if (!on || personId === null) return false
  // A measure taken in this very moment is waited for, or comes after.
  await takeTurn(tx, personId)
  if ((await measuresInForce(tx, personId, now)).length > 0) return false
  const held = await tx.finding.count({ where: { reviewItemId: item.id, revisionId: text.id, severity: { not: 'note' } } })
  return held === 0 && (await countEarned(tx, personId, approvedTexts)) >= approvedTexts
}

/**
 * Texts of a person that are up because a moderator approved them. Counted no further than `enough`. What the site published by
 * itself, what one approved oneself, what was hidden or taken back, and what was imported earns nothing.
 */
async function countEarned(tx: Transaction, personId: string, enough: number): Promise<number> {
  const [counted] = await tx.$queryRaw<{ earned: number }[]>`
    SELECT count(*)::int AS earned FROM (
      SELECT FROM comment c WHERE c.author_id = ${personId}::uuid AND c.state = 'published' AND EXISTS (
        SELECT FROM decision d JOIN review_item i ON i.id = d.review_item_id
        WHERE i.comment_id = c.id AND d.by_id <> c.author_id AND d.to_state = 'published' AND d.action IN ('approve', 'restore', 'overturn')
          AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = d.id))
      LIMIT ${enough}) counted`
  return counted?.earned ?? 0
}
