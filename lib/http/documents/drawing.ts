import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Theme } from '#lib/themes.ts'
import { moduleFolder } from './own-files.ts'

/** What the build puts beside the module of documents: the program that draws pages, and what it has to know of the framework’s build. */
export const drawingFiles = { program: 'drawing.mjs', parts: 'drawing.json' }

/** Files of the framework’s pages that can be drawn, without their endings. */
export const drawnPages = ['app/page', 'app/people/[handle]/page', 'app/posts/[slug]/page', 'app/tags/[tag]/page'] as const

export type DrawnFile = (typeof drawnPages)[number]

/** What a drawn page takes from the build of the framework. Addresses are paths of this site. */
export type BuiltParts = {
  /** Those of each page, in their order. */
  styles: Record<DrawnFile, string[]>
  /** Those that every page needs, in the order in which they are fetched. */
  fonts: string[]
  icon: string
  /** Server actions, by file and name: `app/posts/[slug]/actions.ts#reply`. */
  actions: Record<string, string>
}

/** A page for somebody of whom nothing is known but the colours in which they read. */
export type Drawable = { url: string; theme: Theme }

/** @param pieces of its HTML, in their order; all of the head is in the first, @param link what the browser is to fetch early, as the header says it */
export type DrawnPage = { pieces: string[]; link: string }

/** Draws a page. Null for what it cannot draw: the framework answers then. */
export type DrawPage = (asked: Drawable) => Promise<DrawnPage | null>

/**
 * Loads what draws pages without the framework.
 * @param root the folder of package.json
 * @throws Error where there was no build
 */
export async function openDrawing(root: string): Promise<DrawPage> {
  const folder = path.join(root, moduleFolder)
  const parts: BuiltParts = JSON.parse(readFileSync(path.join(folder, drawingFiles.parts), 'utf8'))
  const program: { drawWith: (parts: BuiltParts) => DrawPage } = await import(pathToFileURL(path.join(folder, drawingFiles.program)).href)
  return program.drawWith(parts)
}
