import { z } from 'zod'
import { command } from '#lib/command.ts'
import { done, refuseField } from '#lib/refusal.ts'
import { noteEvent } from '#lib/security-log.ts'
import { settings } from '#lib/settings/read-setting.ts'
import type { SettingKey } from '#lib/settings/read-setting.ts'

const keys = Object.keys(settings) as [SettingKey, ...SettingKey[]]

/** An administrator changes how the site works. */
export const changeSetting = command({
  name: 'change-setting',
  input: z.strictObject({ key: z.enum(keys, { error: `There is no such setting. There are: ${keys.join(', ')}.` }), value: z.json() }),
  least: 'administrator',
  async load(_, { key, value }) {
    const parsed = settings[key].safeParse(value)
    return parsed.success ? { value: parsed.data } : refuseField('value', `This does not fit ${key}: ${parsed.error.issues[0]?.message ?? ''}`)
  },
  permit: () => null,
  async perform({ tx, viewer, input: { key }, subject: { value }, now }) {
    await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value }, select: { key: true } })
    await noteEvent(tx, { kind: 'setting-changed', personId: null, byId: viewer.id, about: key }, now)
    return done({ key, value }, { type: 'setting', id: key })
  },
})
