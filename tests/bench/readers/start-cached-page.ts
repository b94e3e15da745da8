import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildNextApp, startNextApp } from '../next-app.ts'

const app = path.join(import.meta.dirname, 'cached-page')

/** A page as the framework keeps and sends it by itself, made while its app is built, with the same text as one of the site. */
export async function startCachedPage(url: string, data: string): Promise<{ port: number; stop: () => void }> {
  const page = path.join(data, 'page.html')
  writeFileSync(page, Buffer.from(await (await fetch(url)).arrayBuffer()))
  await buildNextApp(app, { KEPT_PAGE: page })
  return startNextApp(app)
}
