import { reader } from '#lib/database.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** What was returned or refused to somebody in the last minute, and is not told yet: until then it waits, for them, wherever they read of it. */
export type UntoldVerdicts = {
  /** Comments, proposals by their ids, and sent essays by the post. */
  waiting: ReadonlySet<string>
  /** The new text of a published comment that was refused: to its writer it is still the newest. */
  edits: ReadonlyMap<string, string>
}

type Row = { kind: string; action: string; commentId: string | null; proposalId: string | null; postId: string | null; text: string | null }

/** All of it of one person. */
export async function readUntoldVerdicts({ id }: SignedIn, now: Date): Promise<UntoldVerdicts> {
  const rows = await reader().$queryRaw<Row[]>`
    SELECT i.kind::text AS kind, d.action, i.comment_id AS "commentId", i.proposal_id AS "proposalId", i.post_id AS "postId", r.text
    FROM notice n JOIN decision d ON d.id = n.decision_id JOIN review_item i ON i.id = d.review_item_id LEFT JOIN comment_revision r ON r.id = i.comment_revision_id
    WHERE n.person_id = ${id}::uuid AND n.kind = 'verdict' AND n.due_at > ${now}::timestamptz AND n.cancelled_at IS NULL
      AND i.state = 'decided' AND d.action IN ('reject', 'return') AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = d.id)`
  const waiting = rows.flatMap(({ kind, commentId, proposalId, postId }) => (kind === 'comment' ? commentId : kind === 'proposal' ? proposalId : kind === 'guest_post' ? postId : null) ?? [])
  const edits = rows.flatMap(({ kind, action, commentId, text }) => (kind === 'comment_edit' && action === 'reject' && commentId && text ? [[commentId, text] as const] : []))
  return { waiting: new Set(waiting), edits: new Map(edits) }
}
