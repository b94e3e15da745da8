import { runCommand } from '../../lib/command.ts'
import { reader } from '../../lib/database.ts'
import { changeSetting } from '../../lib/settings/change-setting.ts'
import { readSetting, settings } from '../../lib/settings/read-setting.ts'
import type { SettingKey } from '../../lib/settings/read-setting.ts'
import { Trouble } from '../../lib/trouble.ts'
import { operator } from '../../lib/viewer.ts'

/** `setting` lists all, `setting KEY` prints one, `setting KEY JSON` changes it. Values are JSON on one line. */
export async function run([key, value]: string[]) {
  if (key === undefined) return list()
  if (!isKey(key)) throw new Trouble(`There is no setting ${key}. There are: ${Object.keys(settings).join(', ')}.`)
  if (value === undefined) return print(key)
  const outcome = await runCommand(changeSetting, operator, { key, value: parse(value) })
  if (!outcome.ok) throw new Trouble(outcome.message)
  await print(key)
}

function isKey(key: string): key is SettingKey {
  return Object.hasOwn(settings, key)
}

async function list() {
  for (const key of Object.keys(settings).filter(isKey)) process.stdout.write(`${key} ${JSON.stringify(await readSetting(reader(), key))}\n`)
}

async function print(key: SettingKey) {
  process.stdout.write(`${JSON.stringify(await readSetting(reader(), key))}\n`)
}

function parse(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    throw new Trouble(`The value is JSON, for example: setting screening.banned-words '["casino", "payday loan"]'`)
  }
}
