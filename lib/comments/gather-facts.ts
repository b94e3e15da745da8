import type { CommentText } from '#lib/comments/comment-text.ts'
import { readWordList } from '#lib/comments/read-word-list.ts'
import type { Transaction } from '#lib/database.ts'
import type { Facts, Submission } from '#lib/screening/screening.ts'

/** How long the same text by the same person counts as a repeat, in days. */
const repeatDays = 30

/** A comment's text as the rules see it. */
export function submissionOf(text: CommentText): Submission {
  const links = [...text.html.matchAll(/<a [^>]*?href="([^"]*)"/g)].map((match) => (match[1] ?? '').replaceAll('&#x26;', '&').replaceAll('&amp;', '&'))
  return { source: text.source, text: text.text, links: links.filter((link) => !link.startsWith('#')) }
}

/** Everything the rules need to know, read once before they run. `ignoring` is a comment that is being written anew. */
export async function gatherFacts(
  tx: Transaction,
  about: { personId: string; commentsOpen: boolean; source: string; now: Date; ignoring?: string },
): Promise<Facts> {
  const [person, byState, same, bannedWords] = [
    await tx.person.findUnique({ where: { id: about.personId }, select: { emailVerifiedAt: true } }),
    await tx.$queryRaw<{ approved: number; waiting: number }[]>`
      SELECT count(*) FILTER (WHERE approved_revision_id IS NOT NULL AND state IN ('published', 'withdrawn'))::int AS approved,
             count(*) FILTER (WHERE state = 'held')::int AS waiting
      FROM comment WHERE author_id = ${about.personId}::uuid`,
    await tx.$queryRaw<{ found: boolean }[]>`
      SELECT EXISTS (
        SELECT FROM comment c JOIN comment_revision r ON r.id = c.current_revision_id
        WHERE c.author_id = ${about.personId}::uuid AND c.state <> 'withdrawn' AND c.id <> ${about.ignoring ?? '00000000-0000-0000-0000-000000000000'}::uuid
          AND c.submitted_at > ${about.now}::timestamptz - make_interval(days => ${repeatDays}::int)
          AND r.digest = sha256(convert_to(${about.source}, 'UTF8'))
      ) AS found`,
    await readWordList(tx),
  ]
  return {
    approvedTexts: byState[0]?.approved ?? null,
    waitingTexts: byState[0]?.waiting ?? null,
    sentBefore: same[0]?.found ?? null,
    commentsOpen: about.commentsOpen,
    emailVerified: person ? person.emailVerifiedAt !== null : null,
    bannedWords,
  }
}
