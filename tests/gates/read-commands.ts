import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Command } from '#lib/command.ts'
import type { z } from 'zod'

export type AnyCommand = Command<z.ZodType, unknown, unknown>

const root = path.resolve(import.meta.dirname, '../..')

/** Every command that the source defines, by its name; null where its module keeps it to itself. */
export async function readCommands(): Promise<Map<string, AnyCommand | null>> {
  const found = new Map<string, AnyCommand | null>()
  for (const file of await sources()) {
    const source = await readFile(path.join(root, file), 'utf8')
    const names = [...source.matchAll(/= command(?:<[^(]*>)?\(\{[^}]*?\n {2}name: '([\w-]+)'/g)].map(([, name = '']) => name)
    if ((source.match(/\bcommand\(\{/g)?.length ?? 0) !== names.length) throw new Error(`${file} defines a command whose name cannot be read: please write it as the others are.`)
    if (names.length === 0) continue
    const exported = Object.values((await import(path.join(root, file))) as object).filter(isCommand)
    for (const name of names) found.set(name, exported.find((each) => each.name === name) ?? null)
  }
  return found
}

async function sources(): Promise<string[]> {
  const files = await Promise.all(['lib', 'app', 'components', 'scripts'].map(async (folder) => {
    const inside = await readdir(path.join(root, folder), { recursive: true })
    return inside.map((file) => path.join(folder, file))
  }))
  return files.flat().filter((file) => /\.tsx?$/.test(file) && !file.endsWith('lib/command.ts')).toSorted()
}

function isCommand(value: unknown): value is AnyCommand {
  return typeof value === 'object' && value !== null && ['name', 'input', 'least', 'load', 'permit', 'perform'].every((part) => part in value)
}
