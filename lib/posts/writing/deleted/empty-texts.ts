import { Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'

/**
 * Empties saved texts that nobody will read again: their words, their look, what is said beside them, the works that they name, and what the queue
 * remembers of their links. The rows stay. The database lets it happen to what no reader saw, once its authors have left or its days among the deleted
 * drafts are over.
 * @param which as SQL, of a row `r` of `post_revision`
 */
export async function emptyTexts(tx: Transaction, which: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`
    UPDATE post_revision r SET title = '', standfirst = '', excerpt = '', source = '', html = '', text = '', words = 0, headings = '[]', cover = NULL,
      content_answer = 'unsaid', content_notes = NULL
    WHERE ${which}`
  await tx.$executeRaw`DELETE FROM revision_work w USING post_revision r WHERE r.id = w.post_revision_id AND ${which}`
  await tx.$executeRaw`UPDATE review_item i SET link_hosts = '{}' FROM post_revision r WHERE r.id = i.post_revision_id AND i.link_hosts <> '{}' AND ${which}`
}
