import { Prisma } from '#database'
import { ask, insideQuestion, known } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Whose comments are no news to a viewer: their own, and those of people whom they mute. */
export async function readNoNews(viewer: Viewer): Promise<string[]> {
  return ask(noNews(viewer))
}

/** The same, to be asked together with others. */
export function noNews({ id }: Viewer): Question<string[]> {
  if (!id) return known([])
  return insideQuestion(Prisma.sql`SELECT m.muted_id AS muted FROM mute m WHERE m.person_id = ${id}::uuid`, (rows: { muted: string }[]) => [id, ...rows.map(({ muted }) => muted)])
}

/** The condition on a published comment, whose writer may have no account. */
export function isNews(unheard: string[]): Prisma.Sql {
  return Prisma.sql`(author_id IS NULL OR author_id <> ALL (${unheard}::uuid[]))`
}
