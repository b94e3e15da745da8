import { Prisma } from '#database'
import { insideQuestion, known } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Those of several comments that somebody wrote whom the viewer mutes. */
export function mutedAmong(viewer: Viewer, ids: readonly string[]): Question<Set<string>> {
  if (!viewer.id || ids.length === 0) return known(new Set())
  return insideQuestion(Prisma.sql`
    SELECT c.id FROM mute m JOIN comment c ON c.author_id = m.muted_id AND c.id = ANY (${[...ids]}::uuid[]) WHERE m.person_id = ${viewer.id}::uuid`,
  (rows: { id: string }[]) => new Set(rows.map(({ id }) => id)))
}
