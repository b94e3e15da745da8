import { z } from 'zod'
import { Prisma } from '#database'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { blindDays, blindVerdicts } from '#lib/moderation/insights/blind-verdicts.ts'
import { done, refuse } from '#lib/refusal.ts'

/**
 * A moderator is given a text that somebody else decided lately, any with the same chance, to be judged without knowing how.
 * One at a time: whoever has one open gets that one again.
 */
export const askBlindReading = command({
  name: 'ask-blind-reading',
  input: z.strictObject({}),
  least: 'moderator',
  load: async () => null,
  permit: () => null,
  async perform({ tx, viewer, now }) {
    const readerId = viewer.id
    if (!readerId) return refuse('signed-out', 'Texts are read by people with an account.')
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`afterword.blind.${readerId}`}, 0))::text`
    const open = await tx.blindReading.findFirst({ where: { readerId, verdict: null }, select: { id: true } })
    if (open) return done({ readingId: open.id })
    const decisionId = await drawDecision(tx, readerId, now)
    if (!decisionId) return refuse('not-found', 'There is no text left that somebody else decided in these months and you have not read.')
    const { id } = await tx.blindReading.create({ data: { decisionId, readerId, askedAt: now }, select: { id: true } })
    return done({ readingId: id }, { type: 'blind-reading', id })
  },
})

const day = 86_400_000

/** Never an own text, never one that the reader had a part in deciding, nothing withdrawn or taken back, nothing twice. */
async function drawDecision(tx: Transaction, readerId: string, now: Date): Promise<string | null> {
  const drawn = await tx.$queryRaw<{ id: string }[]>`
    SELECT d.id FROM decision d
    JOIN review_item i ON i.id = d.review_item_id AND i.kind = 'comment'
    JOIN comment c ON c.id = i.comment_id AND c.state <> 'withdrawn' AND c.author_id IS DISTINCT FROM ${readerId}::uuid
    WHERE d.at > ${new Date(now.getTime() - blindDays * day)} AND d.at <= ${now} AND d.action IN (${Prisma.join(blindVerdicts)})
      AND d.by_id <> ${readerId}::uuid AND d.comment_revision_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = d.id)
      AND c.id NOT IN (
        SELECT own.comment_id FROM decision mine JOIN review_item own ON own.id = mine.review_item_id
        WHERE mine.by_id = ${readerId}::uuid AND own.comment_id IS NOT NULL
        UNION ALL
        SELECT own.comment_id FROM blind_reading b JOIN decision read ON read.id = b.decision_id JOIN review_item own ON own.id = read.review_item_id
        WHERE b.reader_id = ${readerId}::uuid AND own.comment_id IS NOT NULL)
    ORDER BY random() LIMIT 1`
  return drawn[0]?.id ?? null
}
