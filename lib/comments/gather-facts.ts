import { Prisma } from '#database'
import { insideQuestion } from '#lib/ask.ts'
import type { AnswersTo, Question } from '#lib/ask.ts'
import type { CommentText } from '#lib/comments/comment-text.ts'
import { wordListAt, wordListVersion } from '#lib/comments/read-word-list.ts'
import { sentTexts } from '#lib/comments/sent-texts.ts'
import type { Transaction } from '#lib/database.ts'
import { measuresOf } from '#lib/people/measures-in-force.ts'
import type { MeasureInForce } from '#lib/people/measures-in-force.ts'
import { mostRepeatDays } from '#lib/screening/kinds/repeat.ts'
import { bandsOf, likenessOf, sequencesOf } from '#lib/screening/likeness.ts'
import type { Sequences } from '#lib/screening/likeness.ts'
import type { NeededFact } from '#lib/screening/rule-kind.ts'
import { sentTextsKept } from '#lib/screening/screening.ts'
import type { ConversationManners, Facts, LikeText, PersonMeasures, Submission } from '#lib/screening/screening.ts'

/** How long the same text by the same person counts as a repeat, in days. */
const repeatDays = 30

/** Texts that are compared with a new one, at most: one is enough to speak of a repeat. */
const comparedTexts = 20

/** Among how many they are looked for: the newest that are probably alike, and the newest of the same person. */
const consideredTexts = 300

/** Newest texts that are looked through before all others: in a flood of one text these are enough, and the flood makes nothing dearer. */
const newestTexts = 1_000

/** What a text is about to be screened for. `ignoring` is a comment that is being written anew. */
export type About = { personId: string; postId: string; commentsOpen: boolean; now: Date; ignoring?: string }

/** A comment's text as the rules see it. */
export function submissionOf(text: Pick<CommentText, 'source' | 'html' | 'text'>): Submission {
  const links = [...text.html.matchAll(/<a [^>]*?href="([^"]*)"/g)].map((match) => (match[1] ?? '').replaceAll('&#x26;', '&').replaceAll('&amp;', '&'))
  return { source: text.source, text: text.text, links: links.filter((link) => !link.startsWith('#')) }
}

/** What is known of who sends a text and of where it goes, whatever the rules ask: to be asked in one statement. */
export function factsAtHand(source: string, about: About) {
  return {
    emailVerified: insideQuestion(
      Prisma.sql`SELECT email_verified_at IS NOT NULL AS verified FROM person WHERE id = ${about.personId}::uuid`,
      ([person]: { verified: boolean }[]) => person?.verified ?? null,
    ),
    sent: sentSoFar(about),
    sentBefore: sentBefore(source, about),
    manners: mannersOf(about),
    wordsVersion: wordListVersion,
    measures: measuresOf([about.personId], about.now),
  }
}

type AtHand = AnswersTo<ReturnType<typeof factsAtHand>>

/** Everything the rules need to know, read before they run; what costs more is read for the rules that need it. */
export async function gatherFacts(tx: Transaction, text: CommentText, about: About, atHand: AtHand, needs: ReadonlySet<NeededFact>): Promise<Facts> {
  return {
    approvedTexts: atHand.sent.approved,
    waitingTexts: atHand.sent.waiting,
    sentBefore: atHand.sentBefore,
    commentsOpen: about.commentsOpen,
    conversation: atHand.manners,
    emailVerified: atHand.emailVerified,
    bannedWords: await wordListAt(tx, atHand.wordsVersion),
    measures: measuresIn(atHand.measures.get(about.personId) ?? [], atHand.sent.ago),
    sentSecondsAgo: needs.has('sentSecondsAgo') ? await readSent(tx, about) : null,
    likeTexts: needs.has('likeTexts') ? await findLikeTexts(tx, text.text, about) : null,
    postAgeDays: needs.has('postAgeDays') ? await readAge(tx, about) : null,
  }
}

const nobody = '00000000-0000-0000-0000-000000000000'

/** What somebody sent to be read: how much of it was approved, how much waits, and how many seconds ago the newest other came. */
function sentSoFar({ personId, now, ignoring = nobody }: About): Question<{ approved: number | null; waiting: number | null; ago: number | null }> {
  return insideQuestion(Prisma.sql`
    SELECT count(*) FILTER (WHERE approved)::int AS approved, count(*) FILTER (WHERE state = 'held')::int AS waiting,
      extract(epoch FROM ${now}::timestamptz - max(at) FILTER (WHERE id <> ${ignoring}::uuid))::float8 AS ago
    FROM ${sentTexts(personId)} sent`,
  ([counted]: { approved: number; waiting: number; ago: number | null }[]) => counted ?? { approved: null, waiting: null, ago: null })
}

function sentBefore(source: string, { personId, now, ignoring = nobody }: About): Question<boolean | null> {
  return insideQuestion(Prisma.sql`
    SELECT EXISTS (
      SELECT FROM comment c JOIN comment_revision r ON r.id = c.current_revision_id
      WHERE c.author_id = ${personId}::uuid AND c.state <> 'withdrawn' AND c.id <> ${ignoring}::uuid
        AND c.submitted_at > ${now}::timestamptz - make_interval(days => ${repeatDays}::int)
        AND r.digest = sha256(convert_to(${source}, 'UTF8'))
    ) AS found`,
  ([same]: { found: boolean }[]) => same?.found ?? null)
}

function measuresIn(measures: MeasureInForce[], ago: number | null): PersonMeasures {
  const everySeconds = measures.find(({ kind }) => kind === 'slow')?.everySeconds ?? null
  return {
    held: measures.some(({ kind }) => kind === 'held'),
    slow: everySeconds === null ? null : { everySeconds, waitSeconds: waitOf(everySeconds, ago) },
  }
}

/** Seconds until somebody may send the next text; 0 when that is now. @param ago seconds since they sent the last */
function waitOf(everySeconds: number, ago: number | null): number {
  return ago === null ? 0 : Math.max(0, Math.ceil(everySeconds - ago))
}

type MannersRow = { commenters: string; everySeconds: number | null; free: boolean; ago: number | null }

/** What the author of the essay wants of this sender; a text that is written anew was let in before, and the team goes by no such rule. */
function mannersOf({ personId, postId, now, ignoring }: About): Question<ConversationManners | null> {
  return insideQuestion(Prisma.sql`
    SELECT p.commenters::text AS commenters, p.comments_every_seconds AS "everySeconds",
      EXISTS (SELECT FROM authorship a WHERE a.post_id = p.id AND a.person_id = ${personId}::uuid)
        OR EXISTS (SELECT FROM person w WHERE w.id = ${personId}::uuid AND w.role IN ('moderator', 'administrator')) AS free,
      CASE WHEN p.comments_every_seconds IS NOT NULL THEN (
        SELECT extract(epoch FROM ${now}::timestamptz - max(c.submitted_at))::float8 FROM comment c WHERE c.author_id = ${personId}::uuid AND c.post_id = p.id) END AS ago
    FROM post p WHERE p.id = ${postId}::uuid`,
  ([post]: MannersRow[]) => post ? mannersFor(post, ignoring !== undefined) : null)
}

function mannersFor({ commenters, everySeconds, free, ago }: MannersRow, again: boolean): ConversationManners {
  if (again || free) return { knownOnly: false, slow: null }
  return { knownOnly: commenters === 'known', slow: everySeconds === null ? null : { everySeconds, waitSeconds: waitOf(everySeconds, ago) } }
}

/** How many seconds ago each text of the last day was sent, newest first. */
async function readSent(tx: Transaction, { personId, now, ignoring = nobody }: About): Promise<number[]> {
  const rows = await tx.$queryRaw<{ ago: number }[]>`
    SELECT extract(epoch FROM ${now}::timestamptz - submitted_at)::float8 AS ago FROM comment
    WHERE author_id = ${personId}::uuid AND id <> ${ignoring}::uuid
      AND submitted_at > ${now}::timestamptz - interval '1 day' AND submitted_at <= ${now}::timestamptz
    ORDER BY submitted_at DESC LIMIT ${sentTextsKept}`
  return rows.map(({ ago }) => ago)
}

/** Texts sent here that share words in the same order with this one, and how much; withdrawn ones count as well. */
async function findLikeTexts(tx: Transaction, text: string, about: About): Promise<LikeText[]> {
  const sequences = sequencesOf(text)
  const recent = await readAlike(tx, Prisma.sql`(SELECT * FROM text_sketch ORDER BY revision_id DESC LIMIT ${newestTexts})`, sequences, about)
  const rows = recent.length < comparedTexts ? await readAlike(tx, Prisma.sql`text_sketch`, sequences, about) : recent
  return rows.map(({ text: other, own, daysAgo }) => ({ own, daysAgo, likeness: likenessOf(sequences, sequencesOf(other)) }))
}

/** Texts among some sketches that are probably alike, and those of the same person wherever they are: theirs first, then the newest. */
function readAlike(tx: Transaction, sketches: Prisma.Sql, sequences: Sequences, { personId, now, ignoring = nobody }: About) {
  const isAlike = Prisma.sql`s.bands && ${bandsOf(sequences)}::int[] AND s.at > ${now}::timestamptz - make_interval(days => ${mostRepeatDays}::int)`
  return tx.$queryRaw<{ text: string; own: boolean; daysAgo: number }[]>`
    WITH own AS MATERIALIZED (
      SELECT r.id FROM (SELECT id FROM comment WHERE author_id = ${personId}::uuid ORDER BY submitted_at DESC LIMIT ${consideredTexts}) c
      JOIN comment_revision r ON r.comment_id = c.id
    ), alike AS (
      (SELECT s.revision_id, s.at FROM ${sketches} s WHERE ${isAlike} ORDER BY s.at DESC LIMIT ${consideredTexts})
      UNION
      SELECT s.revision_id, s.at FROM text_sketch s WHERE s.revision_id = ANY(ARRAY(SELECT id FROM own)) AND ${isAlike}
    )
    SELECT r.text, coalesce(c.author_id = ${personId}::uuid, false) AS own, (extract(epoch FROM ${now}::timestamptz - a.at) / 86400)::float8 AS "daysAgo"
    FROM alike a JOIN comment_revision r ON r.id = a.revision_id JOIN comment c ON c.id = r.comment_id
    WHERE c.id <> ${ignoring}::uuid
    ORDER BY own DESC, a.at DESC LIMIT ${comparedTexts}`
}

/** What was scheduled has no other moment than the one that was named, however long it has been public. */
async function readAge(tx: Transaction, { postId, now }: About): Promise<number | null> {
  const post = await tx.post.findUnique({ where: { id: postId }, select: { publishedAt: true, publishAt: true } })
  const since = post?.publishedAt ?? post?.publishAt
  return since ? (now.getTime() - since.getTime()) / 86_400_000 : null
}

/** Keeps by what a text sent here is found when another like it comes. Prisma would plan the statement anew for every list of numbers, and keep a thousand such plans. */
export async function keepSketch(tx: Transaction, revisionId: string, text: string, now: Date): Promise<void> {
  await tx.$executeRaw`INSERT INTO text_sketch (revision_id, bands, at) VALUES (${revisionId}::uuid, ${bandsOf(sequencesOf(text))}::int[], ${now}::timestamptz)`
}
