import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../../app')

/** Every method of every route handler of the source, by its folder below `app`; `*` for an address that answers all methods alike. */
export async function readHandlers(): Promise<string[]> {
  const files = (await readdir(root, { recursive: true })).filter((file) => /(^|\/)route\.tsx?$/.test(file)).toSorted()
  const found = await Promise.all(files.map(async (file) => {
    const methods = methodsOf(await readFile(path.join(root, file), 'utf8'))
    if (methods.length === 0) throw new Error(`The methods of app/${file} cannot be read: please write them as the others are.`)
    return methods.map((method) => `${path.dirname(file)} ${method}`)
  }))
  return found.flat()
}

/** HEAD is GET without its body, and what is not given answers 405, wherever `route` or `download` makes the methods. */
function methodsOf(source: string): string[] {
  const given = /= route\(\{([^]*?)\}\)\s*$/m.exec(source)?.[1]
  if (given) return ['GET', 'POST'].filter((method) => new RegExp(`\\b${method}:`).test(given))
  if (/export const \{ GET, HEAD \} = \w*ownload\(/.test(source)) return ['GET']
  if (/^export \{[^]*as GET,[^]*as OPTIONS,/m.test(source)) return ['*']
  return [...source.matchAll(/^export (?:async )?function (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/gm)].map(([, method = '']) => method)
}
