import { Prisma } from '#database'
import { ask, insideQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import type { Transaction } from '#lib/database.ts'
import { makeWordList } from '#lib/screening/word-list.ts'
import type { WordList } from '#lib/screening/word-list.ts'
import { readSetting } from '#lib/settings/read-setting.ts'

/** The list as it was made ready last, and the row version it was made from: folding 100,000 phrases takes a second. */
let made: { version: string; list: WordList } = { version: '', list: makeWordList([]) }

/** The site's words and phrases, ready to be looked for. Reads and folds them only when the setting has changed. */
export async function readWordList(tx: Transaction): Promise<WordList> {
  return wordListAt(tx, await ask(wordListVersion, tx))
}

/** Which list holds now, to be asked together with others: see {@link wordListAt}. */
export const wordListVersion: Question<string> = insideQuestion(
  Prisma.sql`SELECT current_database() || ' ' || xmin::text || ' ' || ctid::text AS version FROM setting WHERE key = 'screening.banned-words'`,
  ([row]: { version: string }[]) => row?.version ?? '',
)

/** The list of a version, which is the one that holds. */
export async function wordListAt(tx: Transaction, version: string): Promise<WordList> {
  if (version !== made.version) made = { version, list: makeWordList(await readSetting(tx, 'screening.banned-words')) }
  return made.list
}
