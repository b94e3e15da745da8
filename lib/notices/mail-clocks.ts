import { Prisma } from '#database'
import { askTogether, insideQuestion } from '#lib/ask.ts'
import type { Reader, Transaction } from '#lib/database.ts'
import { settingOf } from '#lib/settings/read-setting.ts'

/** By whose clock each of several people has their daily mail: their own where they named it, else the site's. */
export async function readMailClocks(db: Reader | Transaction, personIds: string[]): Promise<(personId: string) => string> {
  const { chosen, site } = await askTogether(mailClocks(personIds), db)
  return (personId) => chosen.get(personId) ?? site
}

/** Those that people named, and the site's, to be asked together with others. */
export function mailClocks(personIds: string[]) {
  const chosen = insideQuestion(
    Prisma.sql`SELECT m.person_id AS "personId", m.time_zone AS "timeZone" FROM mail_clock m WHERE m.person_id = ANY (${personIds}::uuid[])`,
    (rows: { personId: string; timeZone: string }[]) => new Map(rows.map(({ personId, timeZone }) => [personId, timeZone])),
  )
  return { chosen, site: settingOf('mail.time-zone') }
}
