import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { foldScript } from './fold-script.ts'
import { acceptedCoding, codings, packAs } from './pack-body.ts'
import type { Coding } from './pack-body.ts'
import { speculationRules } from './speculation-rules.ts'

/** Where the build puts the module, below the folder of package.json. */
export const moduleFolder = path.join('.next', 'afterword')

/** Files of the server itself stand here; their names hold the hash of their content, so they never change. */
export const ownPlace = '/_own/'

/** @param hash of the content */
export function moduleName(hash: string): string {
  return `reading.${hash}.js`
}

type OwnFile = { type: string; plain: Buffer } & Record<Coding, Buffer>

/** What documents name, and what is sent for it. */
export type OwnFiles = {
  /** The address of the module. */
  module: string
  /** The address of what folds texts before they are painted. */
  fold: string
  /** The address of the rules by which a browser fetches the next page early. */
  rules: string
  files: ReadonlyMap<string, OwnFile>
}

/**
 * Reads what the build has made, and packs it once as well as it can be.
 * @param root the folder of package.json
 * @throws Error where there was no build
 */
export async function openOwnFiles(root: string): Promise<OwnFiles> {
  const folder = path.join(root, moduleFolder)
  const name = readdirSync(folder).find((each) => /^reading\.[\w-]{12}\.js$/.test(each))
  if (!name) throw new Error('The build has made no module for readers.')
  const rules = Buffer.from(JSON.stringify(speculationRules))
  const rulesName = `rules.${hashOf(rules)}.json`
  const fold = Buffer.from(foldScript)
  const foldName = `fold.${hashOf(fold)}.js`
  const files = new Map([
    [ownPlace + foldName, await pack('text/javascript; charset=utf-8', fold)],
    [ownPlace + name, await pack('text/javascript; charset=utf-8', readFileSync(path.join(folder, name)))],
    [ownPlace + rulesName, await pack('application/speculationrules+json', rules)],
  ])
  return { module: ownPlace + name, fold: ownPlace + foldName, rules: ownPlace + rulesName, files }
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 12)
}

async function pack(type: string, plain: Buffer): Promise<OwnFile> {
  const [br, gzip] = await Promise.all(codings.map((coding) => packAs(coding, plain, 'best')))
  return { type, plain, br: br ?? plain, gzip: gzip ?? plain }
}

/** Sends one of them. @returns false where there is none at this address, or something else is wanted of it */
export function sendOwnFile({ method, url = '', headers }: IncomingMessage, response: ServerResponse, own: OwnFiles): boolean {
  const file = own.files.get(url)
  if (!file || (method !== 'GET' && method !== 'HEAD')) return false
  const coding = acceptedCoding(headers['accept-encoding'])
  const body = coding ? file[coding] : file.plain
  response.setHeader('Content-Type', file.type)
  response.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
  response.setHeader('Vary', 'Accept-Encoding')
  response.setHeader('Content-Length', body.length)
  if (coding) response.setHeader('Content-Encoding', coding)
  response.end(method === 'HEAD' ? undefined : body)
  return true
}
