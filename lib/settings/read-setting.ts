import { z } from 'zod'
import type { Reader, Transaction } from '#lib/database.ts'

/** What an administrator can set, with its shape and what holds until then. */
export const settings = {
  /** Words and phrases whose texts wait with a finding that names them. */
  'screening.banned-words': z.array(z.string().trim().min(1).max(100)).max(100_000).default([]),
} as const

export type SettingKey = keyof typeof settings
export type SettingValue<Key extends SettingKey> = z.output<(typeof settings)[Key]>

/** The value of a setting, or its default. Throws when what is stored does not have its shape. */
export async function readSetting<Key extends SettingKey>(db: Reader | Transaction, key: Key): Promise<SettingValue<Key>> {
  // The two kinds of client differ in what they may do, not in how they read; TypeScript cannot merge their overloads.
  const row = await (db as Transaction).setting.findUnique({ where: { key } })
  return settings[key].parse(row?.value) as SettingValue<Key>
}
