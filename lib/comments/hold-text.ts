import { askTogether } from '#lib/ask.ts'
import type { CommentText } from '#lib/comments/comment-text.ts'
import { factsAtHand, gatherFacts, keepSketch, submissionOf } from '#lib/comments/gather-facts.ts'
import type { About } from '#lib/comments/gather-facts.ts'
import { makeReady, rulesInForce } from '#lib/comments/read-rules.ts'
import { refusedBy } from '#lib/comments/refusing-rule.ts'
import type { Transaction } from '#lib/database.ts'
import { refuseMeasured } from '#lib/people/refuse-stopped.ts'
import { refuse, refuseField } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import { screenText } from '#lib/screening/screen-text.ts'
import type { Finding } from '#lib/screening/screening.ts'

/** Screens a text. A refusal stands beside the text's field; everything else is held with its findings. */
export async function screenSubmission(
  tx: Transaction,
  text: CommentText,
  about: About,
): Promise<{ ok: true; findings: Finding[] } | Refusal> {
  const { inForce, ...atHand } = await askTogether({ inForce: rulesInForce(about.postId), ...factsAtHand(text.source, about) }, tx)
  const stopped = refuseMeasured(atHand.measures.get(about.personId) ?? [])
  if (stopped) return stopped
  const rules = await makeReady(tx, inForce)
  const facts = await gatherFacts(tx, text, about, atHand, new Set(rules.flatMap(({ needs }) => needs)))
  const { findings, severest } = screenText(submissionOf(text), facts, rules)
  return severest?.severity === 'refuse' ? refusedBy(refuseText(severest), severest) : { ok: true, findings }
}

/** What can be sent as it is after a while is no fault of the text. */
function refuseText({ message, retryAfterSeconds }: Finding): Refusal {
  if (retryAfterSeconds === undefined) return refuseField('body', message)
  return refuse('too-many', message, { fields: { body: message }, retryAfterSeconds })
}

/** Saves a text of a comment as its newest revision. What is published does not change. */
export async function saveRevision(
  tx: Transaction,
  commentId: string,
  text: CommentText,
  about: { reason: 'submitted' | 'edited' | 'resubmitted'; editorId: string; now: Date },
): Promise<string> {
  const { id } = await tx.commentRevision.create({
    data: { ...text, commentId, reason: about.reason, editorId: about.editorId, createdAt: about.now },
    select: { id: true },
  })
  await keepSketch(tx, id, text.text, about.now)
  return id
}

/** Keeps what the rules found in a text, for the moderator. */
export async function keepFindings(tx: Transaction, reviewItemId: string, revisionId: string, findings: Finding[]): Promise<void> {
  await tx.finding.createMany({ data: findings.map(({ rule, ruleId, severity, message, matches }) => ({ rule, ruleId, severity, message, matches, reviewItemId, revisionId })) })
}

type NewReply = { post: { id: string }; parentId: string | null; authorId: string; body: CommentText; findings: Finding[]; idempotencyKey: string; now: Date }

/** Puts a new text into its thread, held, and into the queue. */
export async function holdReply(tx: Transaction, { post, parentId, authorId, body, findings, idempotencyKey, now }: NewReply): Promise<{ id: string; itemId: string }> {
  const comment = await tx.comment.create({
    data: { postId: post.id, parentId, authorId, submittedAt: now, idempotencyKey },
    select: { id: true },
  })
  const revisionId = await saveRevision(tx, comment.id, body, { reason: 'submitted', editorId: authorId, now })
  await tx.comment.update({ where: { id: comment.id }, data: { currentRevisionId: revisionId }, select: { id: true } })
  const item = await tx.reviewItem.create({
    data: { kind: 'comment', postId: post.id, commentId: comment.id, commentRevisionId: revisionId, submittedAt: now, createdAt: now },
    select: { id: true },
  })
  await keepFindings(tx, item.id, revisionId, findings)
  return { id: comment.id, itemId: item.id }
}
