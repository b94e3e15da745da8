import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')

/** Every server action of the source: the folder of its file below `app`, and its name. */
export async function readActions(): Promise<string[]> {
  const files = (await readdir(path.join(root, 'app'), { recursive: true })).filter((file) => /\.tsx?$/.test(file)).toSorted()
  const found = await Promise.all(files.map(async (file) => {
    const source = await readFile(path.join(root, 'app', file), 'utf8')
    if (!/^\s*['"]use server['"]/m.test(source)) return []
    if (path.basename(file) !== 'actions.ts' || !source.startsWith(`'use server'`)) throw new Error(`app/${file} holds actions: please put them in a file actions.ts of their own, which begins with 'use server'.`)
    const names = [...source.matchAll(/^export (?:const|async function|function) (\w+)/gm)].map(([, name = '']) => name)
    return names.map((name) => `${path.dirname(file)} ${name}`)
  }))
  return found.flat()
}

type Manifest = { node: Record<string, { workers: Record<string, unknown>; filename: string; exportedName: string }> }

/** By what an action is called over the network, and a page that does so. */
export type Door = { id: string; page: string }

/** The actions as the build knows them. */
export async function readDoors(): Promise<Map<string, Door>> {
  const { node } = JSON.parse(await readFile(path.join(root, '.next/server/server-reference-manifest.json'), 'utf8')) as Manifest
  return new Map(Object.entries(node).map(([id, { workers, filename, exportedName }]) => {
    const page = (Object.keys(workers)[0] ?? '').replace(/^app\//, '/').replace(/\/page$/, '').replaceAll(/\[\w+\]/g, 'x')
    return [`${path.dirname(filename).replace(/^app\//, '')} ${exportedName}`, { id, page: page || '/' }]
  }))
}
