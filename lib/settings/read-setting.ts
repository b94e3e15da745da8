import { z } from 'zod'
import { Prisma } from '#database'
import { ask, insideQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import type { Reader, Transaction } from '#lib/database.ts'
import { isTimeZone } from '#lib/time-zones.ts'

/** What an administrator can set, with its shape and what holds until then. */
export const settings = {
  /** Words and phrases whose texts wait with a finding that names them. */
  'screening.banned-words': z.array(z.string().trim().min(1).max(100)).max(100_000).default([]),
  /** Whether everybody may read what was decided, without texts: not at all, without or with the names of the moderators. */
  'moderation.public-log': z.enum(['off', 'roles', 'names'], { error: 'Please choose one of off, roles and names.' }).default('off'),
  /** Whether texts of people with so many approved ones appear without waiting, as long as no rule and no measure holds them. */
  'moderation.auto-publish': z.strictObject({ on: z.boolean(), approvedTexts: z.int().min(1).max(1_000) }).default({ on: false, approvedTexts: 10 }),
  /** Whether authors decide, like moderators, about what waits under essays of their own. */
  'moderation.authors-decide': z.boolean().default(false),
  /** By whose clock daily mail is written for those who named none: `Europe/Berlin`. */
  'mail.time-zone': z.string().refine(isTimeZone, { error: 'This is no time zone. One is called like Europe/Berlin, or UTC.' }).default('UTC'),
} as const

export type SettingKey = keyof typeof settings
export type SettingValue<Key extends SettingKey> = z.output<(typeof settings)[Key]>

/** The value of a setting, or its default. Throws when what is stored does not have its shape. */
export async function readSetting<Key extends SettingKey>(db: Reader | Transaction, key: Key): Promise<SettingValue<Key>> {
  return ask(settingOf(key), db)
}

/** The same, to be asked together with others. */
export function settingOf<Key extends SettingKey>(key: Key): Question<SettingValue<Key>> {
  return insideQuestion(
    Prisma.sql`SELECT s.value FROM setting s WHERE s.key = ${key}`,
    ([row]: { value: unknown }[]) => settings[key].parse(row?.value) as SettingValue<Key>,
  )
}
