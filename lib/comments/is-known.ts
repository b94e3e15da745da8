import { Prisma } from '#database'
import { sentTexts } from '#lib/comments/sent-texts.ts'
import { reader } from '#lib/database.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** Whether something of the viewer's was ever approved and stands, of whatever sort: as the rule `known-people` asks when they send a reply. */
export async function isKnown(viewer: SignedIn): Promise<boolean> {
  const [row] = await reader().$queryRaw<{ known: boolean }[]>(Prisma.sql`SELECT EXISTS (SELECT FROM ${sentTexts(viewer.id)} sent WHERE approved) AS known`)
  return row?.known === true
}
