import type { Reader, Transaction } from '#lib/database.ts'
import { readSetting } from '#lib/settings/read-setting.ts'

/** By whose clock each of several people has their daily mail: their own where they named it, else the site's. */
export async function readMailClocks(db: Reader | Transaction, personIds: string[]): Promise<(personId: string) => string> {
  const chosen = await (db as Transaction).mailClock.findMany({ where: { personId: { in: personIds } } })
  const byId = new Map(chosen.map(({ personId, timeZone }) => [personId, timeZone]))
  const site = await readSetting(db, 'mail.time-zone')
  return (personId) => byId.get(personId) ?? site
}
