import { reader } from '#lib/database.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { readSetting } from '#lib/settings/read-setting.ts'
import type { SettingValue } from '#lib/settings/read-setting.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Who may read the log, for the administrator who decides it. */
export async function readLogSetting(viewer: Viewer): Promise<Outcome<SettingValue<'moderation.public-log'>>> {
  return permitRole(viewer, 'administrator') ?? done(await readSetting(reader(), 'moderation.public-log'))
}
