import type { Transaction } from '#lib/database.ts'
import { makeWordList } from '#lib/screening/word-list.ts'
import type { WordList } from '#lib/screening/word-list.ts'
import { readSetting } from '#lib/settings/read-setting.ts'

/** The list as it was made ready last, and the row version it was made from: folding 100,000 phrases takes a second. */
let made: { version: string; list: WordList } = { version: '', list: makeWordList([]) }

/** The site's words and phrases, ready to be looked for. Reads and folds them only when the setting has changed. */
export async function readWordList(tx: Transaction): Promise<WordList> {
  const [row] = await tx.$queryRaw<{ version: string }[]>`
    SELECT current_database() || ' ' || xmin::text || ' ' || ctid::text AS version FROM setting WHERE key = 'screening.banned-words'`
  const version = row?.version ?? ''
  if (version !== made.version) made = { version, list: makeWordList(await readSetting(tx, 'screening.banned-words')) }
  return made.list
}
