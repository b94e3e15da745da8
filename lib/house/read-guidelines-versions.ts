import { reader } from '#lib/database.ts'
import { guidelinesText } from '#lib/house/guidelines-text.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

export type GuidelinesVersions = {
  /** The id of what is shown now; empty for the program's own text. */
  newest: string
  /** What a form begins with: the version asked for, else the newest. */
  source: string
  /** Whether {@link source} is another than what is shown. */
  earlier: boolean
  versions: { id: string; at: Date; by: string | null }[]
}

/** No house has changed its rules more often; earlier versions stay in the database. */
const most = 100

/**
 * For an administrator who is about to change the guidelines.
 * @param wanted id of an earlier version, or `first` for the program's own text; anything else counts as none
 */
export async function readGuidelinesVersions(viewer: Viewer, wanted: string): Promise<Outcome<GuidelinesVersions>> {
  const stranger = permitRole(viewer, 'administrator')
  if (stranger) return stranger
  const rows = await reader().houseText.findMany({
    where: { page: 'guidelines' },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: most,
    select: { id: true, createdAt: true, source: true, editor: { select: { name: true } } },
  })
  const [newest] = rows
  const asked = rows.find((row) => row.id === wanted)
  const source = wanted === 'first' ? guidelinesText : (asked ?? newest)?.source ?? guidelinesText
  return done({
    newest: newest?.id ?? '',
    source,
    earlier: source !== (newest?.source ?? guidelinesText),
    versions: rows.map(({ id, createdAt, editor }) => ({ id, at: createdAt, by: editor?.name ?? null })),
  })
}
