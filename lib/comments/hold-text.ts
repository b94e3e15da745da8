import { Prisma } from '#database'
import { askTogether } from '#lib/ask.ts'
import type { AnswersTo } from '#lib/ask.ts'
import type { CommentText } from '#lib/comments/comment-text.ts'
import { factsAtHand, gatherFacts, keepSketch, submissionOf } from '#lib/comments/gather-facts.ts'
import type { About } from '#lib/comments/gather-facts.ts'
import { makeReady, rulesInForce } from '#lib/comments/read-rules.ts'
import { refusedBy } from '#lib/comments/refusing-rule.ts'
import type { Transaction } from '#lib/database.ts'
import { keepPlan } from '#lib/kept-plans.ts'
import { orderedId } from '#lib/ordered-id.ts'
import { refuseMeasured } from '#lib/people/refuse-stopped.ts'
import { refuse, refuseField } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import { bandsOf, sequencesOf } from '#lib/screening/likeness.ts'
import { screenText } from '#lib/screening/screen-text.ts'
import type { Finding } from '#lib/screening/screening.ts'

type Screened = { ok: true; findings: Finding[] } | Refusal

/** Screens a text. A refusal stands beside the text's field; everything else is held with its findings. */
export async function screenSubmission(tx: Transaction, text: CommentText, about: About): Promise<Screened> {
  return screenWith(tx, text, about, await askTogether(screeningOf(text.source, about), tx))
}

/** What {@link screenWith} needs to know, to be asked together with others. */
export function screeningOf(source: string, about: About) {
  return { inForce: rulesInForce(about.postId), ...factsAtHand(source, about) }
}

/** The same as {@link screenSubmission}, after its questions were answered. */
export async function screenWith(tx: Transaction, text: CommentText, about: About, { inForce, ...atHand }: AnswersTo<ReturnType<typeof screeningOf>>): Promise<Screened> {
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

/**
 * Puts a new text into its thread, held, and into the queue, in one statement: its parts are written in the order in which each reads the one before.
 * The comment knows its text from the beginning, so there is one version of its row and not two, each of which is an entry in every index.
 */
export async function holdReply(tx: Transaction, { post, parentId, authorId, body, findings, idempotencyKey, now }: NewReply): Promise<{ id: string; itemId: string }> {
  const [id, revisionId, itemId] = [orderedId(), orderedId(), orderedId()]
  const found = findings.map((finding) => ({ id: orderedId(), ...finding, ruleId: finding.ruleId ?? null }))
  await tx.$queryRaw`${keepPlan}
    WITH reply AS (
      INSERT INTO comment (id, post_id, parent_id, author_id, current_revision_id, submitted_at, idempotency_key)
      VALUES (${id}::uuid, ${post.id}::uuid, ${parentId}::uuid, ${authorId}::uuid, ${revisionId}::uuid, ${now}::timestamptz, ${idempotencyKey}::text) RETURNING id
    ), revision AS (
      INSERT INTO comment_revision (id, comment_id, source, html, text, renderer_version, reason, editor_id, created_at)
      SELECT ${revisionId}::uuid, reply.id, ${body.source}::text, ${body.html}::text, ${body.text}::text, ${body.rendererVersion}::int, 'submitted', ${authorId}::uuid, ${now}::timestamptz
      FROM reply RETURNING id, comment_id
    ), sketch AS (
      INSERT INTO text_sketch (revision_id, bands, at) SELECT id, ${bandsOf(sequencesOf(body.text))}::int[], ${now}::timestamptz FROM revision
    ), item AS (
      INSERT INTO review_item (id, kind, post_id, comment_id, comment_revision_id, submitted_at, created_at)
      SELECT ${itemId}::uuid, 'comment', ${post.id}::uuid, comment_id, id, ${now}::timestamptz, ${now}::timestamptz FROM revision RETURNING id
    )${found.length > 0 ? Prisma.sql`, noted AS (
      INSERT INTO finding (id, review_item_id, revision_id, rule, rule_id, severity, message, matches)
      SELECT f.id, item.id, ${revisionId}::uuid, f.rule, f."ruleId", f.severity, f.message, f.matches
      FROM item, jsonb_to_recordset(${JSON.stringify(found)}::jsonb) AS f (id uuid, rule text, "ruleId" uuid, severity severity, message text, matches text[])
    )` : Prisma.empty}
    SELECT id FROM item`
  return { id, itemId }
}
