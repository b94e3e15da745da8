import { Prisma } from '#database'
import { allReasons } from '#lib/comments/reasons.ts'
import { reader } from '#lib/database.ts'
import { fixed, planOnce } from '#lib/kept-plans.ts'
import { tellingWords } from '#lib/moderation/decisions/telling-words.ts'
import type { Telling } from '#lib/moderation/decisions/telling-words.ts'
import { theSite } from '#lib/moderation/decisions/the-site.ts'
import { shorten } from '#lib/posts/shorten.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** A like text that was decided on before, and how. */
export type Precedent = {
  itemId: string
  action: string
  by: string
  at: Date
  reason: { code: string; label: string; note: string }
  writer: string
  /** The beginning of the text. */
  excerpt: string
  /** Telling words that both texts have. */
  shared: string[]
}

const shown = 4

/** Texts that are found by the index for one word and for all, whether they were decided or wait; of these the decided ones that share most and are read; characters of each. */
const compared = { each: 500, looked: 1_500, texts: 40, characters: 5_000 }

/** Of names the newest are looked at. */
const namesLooked = 3_000

const excerptLength = 220

/**
 * The decided texts most like the one that an item is about, the most alike first, each with its newest decision that stands. Alike is
 * what shares the words that few texts have.
 */
export async function readPrecedents(viewer: Viewer, itemId: string): Promise<Outcome<Precedent[]>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const item = await reader().reviewItem.findUnique({ where: { id: itemId }, select: { commentId: true, commentRevisionId: true, chosenName: { select: { id: true, name: true } } } })
  if (!item) return refuse('not-found', 'There is no such item in the queue.')
  if (item.chosenName) return done((await findLikeNames(item.chosenName)).map(shapePrecedent))
  if (!item.commentId || !item.commentRevisionId) return done([])
  const telling = await tellingWords(item.commentRevisionId)
  if (!telling) return done([])
  const rows = await findLike(telling, item.commentId)
  // One word in common is chance, unless there was hardly another.
  return done(rows.filter(({ shared }) => shared.length > 1 || telling.words.length < 3).slice(0, shown).map(shapePrecedent))
}

type Row = { itemId: string; action: string; by: string | null; at: Date; reasonCode: string; reasonNote: string; writer: string; excerpt: string; shared: string[] }

/**
 * What shares most is known from the index of words alone, word by word: none of all that is found need be put into words anew. Of that, in its order,
 * decisions are looked up until there are enough, however much was decided; only those texts are read and compared.
 */
function findLike({ words, queries }: NonNullable<Telling>, commentId: string): Promise<Row[]> {
  return reader().$queryRaw<Row[]>(planOnce(Prisma.sql`
    WITH found AS MATERIALIZED (
      SELECT r.id, count(*) AS sharing
      FROM (
        SELECT r.id, r.comment_id FROM unnest(${queries}::text[]) AS asked(query), LATERAL (
          SELECT id, comment_id FROM comment_revision WHERE to_tsvector('simple', left(text, 100000)) @@ asked.query::tsquery LIMIT ${fixed(compared.each)}) r
        LIMIT ${fixed(compared.looked)}) r
      WHERE r.comment_id <> ${commentId}::uuid GROUP BY r.id
    ),
    judged AS MATERIALIZED (
      SELECT f.id, newest.*
      FROM (SELECT * FROM found ORDER BY sharing DESC, id DESC OFFSET 0) f, LATERAL (
        SELECT d.review_item_id, d.action, d.by_id, d.at, d.reason_code, d.reason_note FROM decision d
        WHERE d.comment_revision_id = f.id AND d.action IN ('approve', 'return', 'reject', 'hide')
          AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = d.id)
        ORDER BY d.seq DESC LIMIT 1
      ) newest
      ORDER BY f.sharing DESC, f.id DESC LIMIT ${fixed(compared.texts)}
    ),
    once AS (
      SELECT DISTINCT ON (r.digest) judged.*, r.comment_id, r.text, to_tsvector('simple', left(r.text, ${fixed(compared.characters)})) AS words
      FROM judged, LATERAL (SELECT * FROM comment_revision WHERE id = judged.id LIMIT 1) r ORDER BY r.digest, judged.at DESC
    ),
    near AS MATERIALIZED (
      SELECT once.*, ts_rank(words, ${queries.join(' | ')}::tsquery, 1) AS likeness FROM once ORDER BY likeness DESC, at DESC LIMIT ${fixed(shown * 3)}
    )
    SELECT near.review_item_id AS "itemId", near.action, p.name AS by, near.at, near.reason_code AS "reasonCode", near.reason_note AS "reasonNote",
      coalesce(w.name, g.name, '') AS writer, left(near.text, ${fixed(excerptLength * 2)}) AS excerpt,
      ARRAY(SELECT unnest(tsvector_to_array(near.words)) INTERSECT SELECT unnest(${words}::text[]) ORDER BY 1) AS shared
    FROM near CROSS JOIN LATERAL (SELECT * FROM comment WHERE id = near.comment_id LIMIT 1) c
    LEFT JOIN person p ON p.id = near.by_id LEFT JOIN person w ON w.id = c.author_id LEFT JOIN guest g ON g.id = c.guest_id
    ORDER BY near.likeness DESC, near.at DESC`))
}

/** Names that were decided before and share a word with this one, those that share most first. */
function findLikeNames({ id, name }: { id: string; name: string }): Promise<Row[]> {
  return reader().$queryRaw<Row[]>`
    WITH asked AS (SELECT tsvector_to_array(to_tsvector('simple', ${name})) AS words),
    like_it AS (
      SELECT n.id, n.person_id, n.name, ARRAY(SELECT unnest(tsvector_to_array(to_tsvector('simple', n.name))) INTERSECT SELECT unnest(asked.words) ORDER BY 1) AS shared
      FROM (SELECT * FROM chosen_name ORDER BY id DESC LIMIT ${namesLooked}) n, asked
      WHERE n.id <> ${id}::uuid AND n.state IN ('published', 'rejected') AND tsvector_to_array(to_tsvector('simple', n.name)) && asked.words
    )
    SELECT d.review_item_id AS "itemId", d.action, by.name AS by, d.at, d.reason_code AS "reasonCode", d.reason_note AS "reasonNote", w.name AS writer, l.name AS excerpt, l.shared
    FROM like_it l JOIN person w ON w.id = l.person_id,
      LATERAL (SELECT d.* FROM review_item i JOIN decision d ON d.review_item_id = i.id
        WHERE i.name_id = l.id AND d.action IN ('approve', 'reject') AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = d.id)
        ORDER BY d.seq DESC LIMIT 1) d
      LEFT JOIN person by ON by.id = d.by_id
    ORDER BY cardinality(l.shared) DESC, d.at DESC LIMIT ${shown}`
}

function shapePrecedent({ reasonCode, reasonNote, by, ...row }: Row): Precedent {
  const label = reasonCode === 'other' ? '' : (allReasons.find((reason) => reason.code === reasonCode)?.label ?? '')
  return { ...row, excerpt: shorten(row.excerpt, excerptLength), by: by ?? theSite, reason: { code: reasonCode, label, note: reasonNote } }
}
