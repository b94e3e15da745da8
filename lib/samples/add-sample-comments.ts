import { z } from 'zod'
import { command } from '#lib/command.ts'
import { stateAfter } from '#lib/comments/states.ts'
import type { Transaction } from '#lib/database.ts'
import { done, refuse } from '#lib/refusal.ts'
import { renderMarkdown } from '#lib/rendering/render-markdown.ts'
import { COMMENT_RENDERER_VERSION } from '#lib/rendering/rendering-profiles.ts'

const sampleVerdict = z.strictObject({
  action: z.enum(['approve', 'reject', 'return']),
  reasonCode: z.string(),
  byId: z.uuid(),
  at: z.iso.datetime(),
})

export type SampleVerdict = z.input<typeof sampleVerdict>

const sampleCommentInput = z.strictObject({
  id: z.uuid(),
  revisionId: z.uuid(),
  itemId: z.uuid(),
  decisionId: z.uuid(),
  parentId: z.uuid().nullable(),
  authorId: z.uuid().nullable(),
  /** Instead of an author: somebody of an import. */
  guestId: z.uuid().nullable(),
  source: z.string(),
  submittedAt: z.iso.datetime(),
  findings: z.array(z.strictObject({ rule: z.string(), severity: z.enum(['note', 'hold']), message: z.string(), matches: z.array(z.string()) })),
  /** Null: it stays in the queue. */
  verdict: sampleVerdict.nullable(),
})

export type SampleComment = z.input<typeof sampleCommentInput>

/** As many as one transaction writes well within its time, on a slow machine and a database without statistics. */
export const sampleBatch = 200

/**
 * Writes many comments of one post at once, by the way that each takes alone: held, in the queue with its findings, and, for those
 * that have a verdict, decided by a moderator. What they answer is there already and published, or stands before them in the list and will be.
 */
export const addSampleComments = command({
  name: 'add-sample-comments',
  input: z.strictObject({
    postId: z.uuid(),
    comments: z.array(sampleCommentInput).max(sampleBatch).transform((comments) => comments.map(render)),
  }),
  least: 'operator',
  async load(tx, { postId }) {
    const threads = await tx.$queryRaw<{ post_id: string }[]>`SELECT post_id FROM thread WHERE post_id = ${postId}::uuid FOR NO KEY UPDATE`
    return threads[0] ?? refuse('not-found', 'There is no such post.')
  },
  permit: () => null,
  async perform({ tx, input: { postId, comments } }) {
    await keepOrder(tx)
    const decided = comments.flatMap(({ verdict, ...comment }) => (verdict ? { ...comment, ...verdict, toState: stateAfter('held', verdict.action) } : []))
    for (const wave of wavesOf(comments)) await place(tx, postId, JSON.stringify(wave))
    await queue(tx, postId, JSON.stringify(comments))
    await decideAll(tx, JSON.stringify(decided))
    await refreshStatistics(tx)
    return done({ decided: decided.length, held: comments.length - decided.length }, { type: 'post', id: postId })
  },
})

function render(comment: z.output<typeof sampleCommentInput>, index: number) {
  const { html, text } = renderMarkdown(comment.source, 'comment')
  return { ...comment, index, html, text }
}

/**
 * Row by row along the list, by index, whatever the planner believes of tables it has no statistics of; ways that are switched
 * off look so dear to it that it would compile each statement first. Top-level comments that appear in their order move no number
 * of another.
 */
async function keepOrder(tx: Transaction) {
  for (const way of ['enable_hashjoin', 'enable_mergejoin', 'enable_seqscan', 'jit']) await tx.$queryRaw`SELECT set_config(${way}, 'off', true)`
}

type Rendered = ReturnType<typeof render>

/** Stretches of the list in which nothing answers another of the same stretch: the database takes a reply to what is published alone. */
function wavesOf(comments: Rendered[]): (Rendered & { toState: string | null })[][] {
  const waves: (Rendered & { toState: string | null })[][] = []
  let here = new Set<string>()
  for (const comment of comments) {
    if (waves.length === 0 || here.has(comment.parentId ?? '')) {
      waves.push([])
      here = new Set()
    }
    waves.at(-1)?.push({ ...comment, toState: comment.verdict && stateAfter('held', comment.verdict.action) })
    here.add(comment.id)
  }
  return waves
}

/** Into the thread with their texts, and public where they were approved. */
async function place(tx: Transaction, postId: string, comments: string) {
  await tx.$executeRaw`
    INSERT INTO comment (id, post_id, parent_id, author_id, guest_id, origin, submitted_at)
    SELECT id, ${postId}::uuid, "parentId", "authorId", "guestId", (CASE WHEN "guestId" IS NULL THEN 'site' ELSE 'import' END)::comment_origin, "submittedAt"
    FROM jsonb_to_recordset(${comments}::jsonb) AS c
      (index integer, id uuid, "parentId" uuid, "authorId" uuid, "guestId" uuid, "submittedAt" timestamptz)
    ORDER BY index`
  await tx.$executeRaw`
    INSERT INTO comment_revision (id, comment_id, source, html, text, renderer_version, reason, editor_id, created_at)
    SELECT "revisionId", id, source, html, text, ${COMMENT_RENDERER_VERSION}, 'submitted', "authorId", "submittedAt"
    FROM jsonb_to_recordset(${comments}::jsonb) AS c
      ("revisionId" uuid, id uuid, source text, html text, text text, "authorId" uuid, "submittedAt" timestamptz)`
  await tx.$executeRaw`
    UPDATE comment SET state = c."toState"::comment_state, current_revision_id = r.id, version = 2,
      approved_revision_id = CASE c."toState" WHEN 'published' THEN r.id END, approved_digest = CASE c."toState" WHEN 'published' THEN r.digest END,
      published_at = CASE c."toState" WHEN 'published' THEN (c.verdict ->> 'at')::timestamptz END
    FROM jsonb_to_recordset(${comments}::jsonb) AS c (id uuid, "revisionId" uuid, "toState" text, verdict jsonb)
    JOIN comment_revision r ON r.id = c."revisionId" WHERE comment.id = c.id AND c."toState" IS NOT NULL`
}

async function queue(tx: Transaction, postId: string, comments: string) {
  await tx.$executeRaw`
    UPDATE comment SET current_revision_id = c."revisionId"
    FROM jsonb_to_recordset(${comments}::jsonb) AS c (id uuid, "revisionId" uuid, verdict jsonb)
    WHERE comment.id = c.id AND c.verdict IS NULL`
  await tx.$executeRaw`
    INSERT INTO review_item (id, kind, post_id, comment_id, comment_revision_id, submitted_at, created_at)
    SELECT "itemId", 'comment', ${postId}::uuid, id, "revisionId", "submittedAt", "submittedAt"
    FROM jsonb_to_recordset(${comments}::jsonb) AS c ("itemId" uuid, id uuid, "revisionId" uuid, "submittedAt" timestamptz)`
  await tx.$executeRaw`
    INSERT INTO finding (id, review_item_id, revision_id, rule, severity, message, matches)
    SELECT gen_random_uuid(), c."itemId", c."revisionId", f.rule, f.severity::severity, f.message, f.matches
    FROM jsonb_to_recordset(${comments}::jsonb) AS c ("itemId" uuid, "revisionId" uuid, findings jsonb),
      jsonb_to_recordset(c.findings) AS f (rule text, severity text, message text, matches text[])`
}

/** What deciding writes beside the comment, for many: see `decide`. Taking one of these back works as it does for any other. */
async function decideAll(tx: Transaction, comments: string) {
  await tx.$executeRaw`
    UPDATE review_item SET state = 'decided', decided_at = c.at, version = 2
    FROM jsonb_to_recordset(${comments}::jsonb) AS c ("itemId" uuid, at timestamptz) WHERE review_item.id = c."itemId"`
  await tx.$executeRaw`
    INSERT INTO decision (id, review_item_id, item_version, comment_revision_id, action, from_state, to_state, reason_code, by_id, at, before)
    SELECT "decisionId", "itemId", 1, "revisionId", action, 'held', "toState"::comment_state, "reasonCode", "byId", at,
      '{"comment": {"state": "held", "approvedRevisionId": null, "publishedAt": null}, "item": {"state": "waiting", "decidedAt": null}}'
    FROM jsonb_to_recordset(${comments}::jsonb) AS c
      (index integer, "decisionId" uuid, "itemId" uuid, "revisionId" uuid, action text, "toState" text, "reasonCode" text, "byId" uuid, at timestamptz)
    ORDER BY index`
}

/**
 * A table that grew to twice its size since it was last looked at is planned for as if it were small. Only columns that rows are
 * found by: those that hold or follow from texts take seconds to look at.
 */
async function refreshStatistics(tx: Transaction) {
  const [table] = await tx.$queryRaw<{ outgrown: boolean }[]>`
    SELECT pg_relation_size(oid) / 8192 > 2 * relpages AS outgrown FROM pg_class WHERE oid = 'comment'::regclass`
  if (!table?.outgrown) return
  await tx.$executeRaw`ANALYZE comment (id, post_id, parent_id, author_id, guest_id, state, path), comment_revision (id, comment_id),
    review_item (id, comment_id, post_id, state), decision (id, review_item_id, seq)`
}
